/// The gateway as a service of systemd: what is said to it, and when.
///
/// Purpose: [Service] says `READY=1` when the spool is open and every port was tried, `STATUS=` in
/// words, `STOPPING=1`, and feeds the watchdog while the core gets on. [Orders] is what systemd
/// asked for in the environment, [NotifySocket] the way to it, [Watchdog] decides, [StatusWords]
/// has the words. Without `NOTIFY_SOCKET` nothing of it happens.
///
/// An adapter like `ops`, beside it and not in it: the control socket answers whoever asks; here
/// nobody asks, and nothing may depend on whether anybody listens.
///
/// What counts as getting on: the core is asked for its state, as the control socket would, and has
/// answered since the last feed, so its loop took a turn and a step came to its end; and the batch
/// that the disk was given is not older than half the watchdog's time. A timer alone proves
/// nothing. A broker, a port or a disk that *fails* is no reason to be killed: the gateway goes on
/// without them, and says so in words.
///
/// The protocol is one datagram a message. Java's own Unix domain channels are stream sockets only
/// (JEP 380), so three calls of the C library are made through the foreign function interface.
/// Rejected: SDNotify 1.6, which brings JNA, a native library larger than the gateway that is
/// unpacked at run time to a folder others may write; carbonio-systemd-notify 1.0.1, which has the
/// same three calls and is under the AGPL; the program `systemd-notify`, which is a process of its
/// own, so that every process of the service would have to be believed (`NotifyAccess=all`).
///
/// Allowed neighbours: `core` for its inbox, its desk and its pictures; the JDK.
///
/// The rule that must not break: whatever becomes of the socket, the gateway goes on; and the core
/// never waits for it.
package io.tidegate.gateway.service;
