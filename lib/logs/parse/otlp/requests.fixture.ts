import { gunzipSync } from "node:zlib";

// What the exporters 0.223.1 of OpenTelemetry for JavaScript sent for four lines and a map, gzipped.

/** Of exporter-logs-otlp-proto. */
export const protobufRequest: Buffer = unpack(
  "H4sIAAAAAAAAA02R32sTQRDHc8ld0vsaNV2DxBRkSynFoznNKVj6lBZrUSGFQCnp2+Zu0zvM3R67m9agD/0LRBCfWwT9A3xuoZD/RPRFEAT1" +
    "XXO1NvMwzDAzn/mFnya6qKOsuNyPfO4mLOYEmPFD7j8XQ40q7FAofR4owTrgvUYTC5gLeDoQo5gn2uXJfiRFktlZnok8H1Zy5J2JWcyoUKRu" +
    "ykbEarqee5+s22evP/36/upbrWLVrUcb69ubzgLmhR6kjVQKLajP/JDTOFKK9oWkQ8Xl6gNvJdc9O17+PSkkbbu1+CwzK3bdfNJ+vOXcgzuF" +
    "2JTjk/ERp2yo6O74REZ+SD8fvqVfTo+/fjilP47efPzLu4CQp5e8q3VzZ63TdpbhTPH6kVSaDqKEg1LFfZEE556tw0gG06z3xiVstm5tdDpb" +
    "HWcOt6ZoKcsuR/ssGvDAuw5LyIBLUoS51mg+9G6gyGIxTDSx53OZ3Gl5gJmyKCD5Ss67jWLCleYBqXoEFRiMXPFslGD0SL5meFWYg0hpUnaA" +
    "AowXEzWaHvKlfbi3+++Azo63DYJSzJVie9mbGY1ZirswA85TsuQsIl8zYKGgDwRyuOlVQWDpUHL+f8RyC9dg9UaaK2KtFox8YSXXvejSQ7ah" +
    "O9ngDwSRCbt2AgAA",
);

/** Of exporter-logs-otlp-http, a millisecond or so earlier. */
export const jsonRequest: Buffer = unpack(
  "H4sIAAAAAAACA81V0W7aMBT9FcvPEJFQRps3tnZVpYlqqO2krTw4yYVYTezIdigRQtonTNoHdC/bV7RP/Mm0ve8TZidAwzIgfYMIKb4599jn" +
    "+Pp6hgVIngof3vGxxO6n2TqA3RkmSgnqpQqKT3eQYRdLEBPqg8VIDLiBJyRKc7DUWDa+KYbYD8G/46nC83ljlRlyqfak3YPXtMs5ASQRz2Jg" +
    "ygI2oYKz/H03C6SaYtjAgeBJAkFvLeMNT5nCbmvewNLnybPqfGSIcmItMuSJlZDMzAFCUs500LYcq411bsTHA/C5CIpkRWO4ZnTaJ4wbWPek" +
    "0z4+6r5yWsd2K/9pGu4Z4yC4qgOWoGelKuunsQcCu53n0BVMtQJ8evb6+lwjPR5kVQO4ipJmqFSCfKJ3AsVUSjTiAqV6Ee6RY0RsbO5us3ZK" +
    "dF4i0dkq8aQi8aL/9rKGwnOxeFw8ACKpRB8Xj4L6Ifr5+Sv69fTt9/cn9Ofhy48DlGu3K3o/9Ab9GnpHVEiFIsrgliEkdR2yYDm8VSqkIjhE" +
    "ud2K3LPB4HJQQ68+hebIoxGhEVS1rRqFPo16oq0tode0u+W+QuJcfwkf8NSLYIm3HatTQieEBmWsx3m0RI5IJKEEZSAVbIDvJhGV6mY1zOPl" +
    "lZOXgL0ymLIV0tb9bl781ysxRGU0EYJk/2PedGqKDcVmLMMF/SF0iVW97HMqBinJeMctQVBMks27BpJahpV9r3il7rlxMKfds0QVCoCtNdg2" +
    "JTj8Z1O9zJR9uRRNYF3l7y9OcZ7RwNo5pvrFdZYfDmtZxfVbwzB//gISSPtnJQgAAA==",
);

function unpack(base64: string): Buffer {
  return gunzipSync(Buffer.from(base64, "base64"));
}
