export { receiveWeb as OPTIONS, receiveWeb as POST } from "@/lib/ingest/receive-web";
