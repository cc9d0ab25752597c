/// The control socket: the one way into a running gateway.
///
/// Purpose: a Unix domain socket in the runtime directory, for its owner and group only. Requests
/// and answers are JSON, one object per line; [Request] lists the requests, [Answers] writes the
/// answers. [ControlClient] is the other end.
///
/// Allowed neighbours: `core` for its questions and its desk, and `io.tidegate.bridge` for JSON.
///
/// The rule that must not break: nothing a client does, or fails to do, makes the core wait.
/// Clients, their lines and what waits for them are bounded; who does not keep up is told what was
/// missed.
package io.tidegate.gateway.ops;
