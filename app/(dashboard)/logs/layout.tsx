export { AddressState as default } from "@/components/layout/address-state";
