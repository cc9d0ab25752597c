/// The network of a sketch: what `WiFi`, `WiFiClient`, `WiFiServer`, `WiFiUDP` and
/// `WiFiClientSecure` ask.
///
/// Purpose: [SketchNet] is a peripheral that sends all of it through one `net.Station`, so that
/// whatever can go wrong in the air, at the access point and behind it goes wrong for sketches,
/// too, in real time and in virtual time alike. TLS is Java's own engine, which trusts as BearSSL
/// does.
///
/// The kinds of messages, as in [NetKinds]. Addresses are u32 with the first part lowest; 6 bytes
/// are those of an access point; numbers of connections, servers and ports are the sketch's own,
/// but of those who come: these begin at 2^31.
///
/// | kind | from | fields |
/// |---|---|---|
/// | 64 WIFI_BEGIN | sketch | text name, text password |
/// | 65 WIFI_END | sketch | |
/// | 66 WIFI_STATE | Java | u8 status, u32 address, u32 gateway, text name, 6 bytes, u8 channel |
/// | 67 WIFI_HAPPENED | Java | u8 what: 0 joined, 1 left, 2 address, 3 no address; u8 reason |
/// | 68 WIFI_RSSI | asks | gives u32, signed |
/// | 69 WIFI_SETTINGS | sketch | bool comes back, u32 own address or 0, bool makes a network |
/// | 70 WIFI_SAVED | asks | gives text name, text password: what flash holds |
/// | 71 WIFI_SAVE | sketch | text name, text password |
/// | 72 SURVEY | sketch | |
/// | 73 SURVEYED | Java | u8 count; text name, 6 bytes, u8 channel, u32 signed dBm, bool open |
/// | 74 LOOKUP | sketch | u32 number, text name, u16 port that is meant or 0 |
/// | 75 LOOKED_UP | Java | u32 number, u32 address (0: none) |
/// | 80 TCP_CONNECT | sketch | u32 number, u32 address, u16 port |
/// | 81 TCP_STATE | Java | u32 number, u8 state (1 open, 2 closed), u8 why, text why |
/// | 82 TCP_DATA | Java | u32 number, blob |
/// | 83 TCP_READ | sketch | u32 number, u32 bytes it has read: so many more may come |
/// | 84 TCP_WRITE | sketch | u32 number, blob; no more than there is room for |
/// | 85 TCP_ROOM | Java | u32 number, u32 acknowledged of all; 1072 more may be written |
/// | 86 TCP_CLOSE | sketch | u32 number, u8 how (0 when all is there, 1 at once) |
/// | 87 LISTEN | sketch | u32 number, u16 port |
/// | 88 LISTENING | Java | u32 number, text where from outside, text why not |
/// | 89 CAME | Java | u32 number of the server, u32 number, u32 address, u16 port |
/// | 90 UNLISTEN | sketch | u32 number |
/// | 92 UDP_OPEN | sketch | u32 number, u16 port (0: any) |
/// | 93 UDP_OPENED | Java | u32 number, u16 port, text where from outside |
/// | 94 UDP_SEND | sketch | u32 number, u32 address, u16 port, blob |
/// | 95 UDP_CAME | Java | u32 number, u32 from, u16 port, u32 to whom, blob |
/// | 96 UDP_JOIN | sketch | u32 number, u32 group |
/// | 97 UDP_CLOSE | sketch | u32 number |
/// | 100 TLS_START | sketch | see below |
/// | 101 TLS_DONE | Java | u32 number, u16 BearSSL's error, 0 for none |
///
/// A connection is closed because it ended (0), was reset (1) or lost (2). WIFI_STATE comes at the
/// start and when it changes. TLS_START has u32 number, bool server, text name, u8 trust, u64
// seconds
/// since 1970, u16 count and blobs of anchors, blob expected, u16 count and blobs of the own chain,
/// blob own key.
///
/// Allowed neighbours: `sketch`, `net`, `mqtt` for what is published, `board`; the JDK's TLS.
///
/// The rule that must not break: nothing waits, and no clock is read but the world's; the date that
/// certificates are checked against is the board's own.
package io.tidegate.sim.sketch.net;
