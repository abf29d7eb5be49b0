export {
  receiveLogsWeb as GET,
  receiveLogsWeb as HEAD,
  receiveLogsWeb as OPTIONS,
  receiveLogsWeb as POST,
  receiveLogsWeb as PUT,
} from "@/lib/logs/doors/receive-logs-web";
