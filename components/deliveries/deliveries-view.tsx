"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Inbox } from "lucide-react";
import { useQueryStates } from "nuqs";
import { AlertTabs } from "@/components/alerts/alert-tabs";
import { MailBanner } from "@/components/alerts/mail-banner";
import { paths } from "@/components/layout/place";
import { Button, ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadError } from "@/components/ui/load-error";
import { RefreshError } from "@/components/ui/refresh-error";
import { SkeletonRows } from "@/components/ui/skeleton";
import { DeliveriesTable } from "./deliveries-table";
import { DeliveryFilters } from "./delivery-filters";
import { deliveriesQuery } from "./queries";
import { logShape } from "./shape";

/** The log of what was told, to whom, and what they answered. The address holds its filters and the row that is open. */
export function DeliveriesView({ isMailOff, canManage }: { isMailOff: boolean; canManage: boolean }) {
  const [{ open, ...view }, change] = useQueryStates(logShape, { history: "push" });
  const list = useInfiniteQuery(deliveriesQuery(view));
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const isFiltered = Object.values(view).some((value) => value !== "");
  return (
    <>
      <header className="bar">
        <h1 className="hide-m">Alerts</h1>
        <span className="sep d-only" />
        <AlertTabs current="deliveries" />
      </header>
      <DeliveryFilters view={view} change={(next) => void change({ open: null, ...next })} />
      {isMailOff ? <MailBanner /> : null}
      {list.isError && list.data ? <RefreshError what="The log" /> : null}
      {list.data === undefined ? (
        list.error ? (
          <LoadError what="The log" error={list.error} onRetry={() => void list.refetch()} />
        ) : (
          <SkeletonRows label="Loading the log" />
        )
      ) : rows.length === 0 && open === "" ? (
        isFiltered ? (
          <EmptyState
            title="No delivery matches"
            actions={<Button onClick={() => void change(null)}>Show all deliveries</Button>}
          >
            <p>Nothing was told that fits these filters.</p>
          </EmptyState>
        ) : (
          <EmptyState
            icon={<Inbox className="i" />}
            title="Nothing was told yet"
            actions={
              <>
                <ButtonLink href={paths.alerts}>Alerts</ButtonLink>
                <ButtonLink href={paths.channels}>Channels</ButtonLink>
              </>
            }
          >
            <p>
              Whatever alerts, assignments and comments tell somebody stands here, with the answer of the
              other side. Test a channel to see one.
            </p>
          </EmptyState>
        )
      ) : (
        <div className="ov" aria-busy={list.isPlaceholderData}>
          <DeliveriesTable
            rows={rows}
            openId={open}
            canManage={canManage}
            onOpen={(id) => void change({ open: id === open ? null : id })}
          />
          {list.hasNextPage ? (
            <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              Show older
            </Button>
          ) : null}
        </div>
      )}
    </>
  );
}
