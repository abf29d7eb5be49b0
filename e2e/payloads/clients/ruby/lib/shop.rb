# What fails, whatever client reports it.
module Shop
  class PaymentError < StandardError
  end

  class Cart
    def total(items)
      items.map { |item| item.fetch(:price) }
    end
  end

  module_function

  def charge_card(order)
    order.fetch(:card).length
  end

  def refund_card(order)
    order.fetch(:card).length
  end

  def read_stock
    raise ArgumentError, "stock is negative"
  end

  def load_order(id)
    raise PaymentError, "order #{id} is not paid"
  end

  def wrap_cause
    read_stock
  rescue ArgumentError
    raise PaymentError, "cannot sell"
  end

  def weigh_box(depth)
    raise PaymentError, "box is empty" if depth.zero?

    weigh_box(depth - 1)
  end

  def collect
    yield
  rescue StandardError => error
    error
  end

  # The error of a case.
  def fail(name)
    case name
    when "handled", "fingerprint" then collect { charge_card({}) }
    when "other-function" then collect { refund_card({}) }
    when "block" then collect { Cart.new.total([{}]) }
    when "cause-chain" then collect { wrap_cause }
    when "id-in-message" then collect { load_order("6f1ed002-ab55-4dd4-9a3c-1b6d4f0f9c11") }
    when "recursion-shallow", "recursion-deep" then collect { weigh_box(name == "recursion-deep" ? 8 : 3) }
    when "nil" then collect { nil.length }
    end
  end
end
