/// Every figure the project claims, measured: `.ci/bench` starts [Bench].
///
/// The measure is a small C program that carries lines from ports to a broker and does nothing else
/// (src/test/c/passthrough.c). Both get the same pseudo-terminals, the same broker and the same
/// subscriber, in turns, so that what else the machine does hits both alike.
///
/// The rule that must not break: loss and latency are judged by a subscriber that shares no code
/// with the gateway, and a figure that could not be measured is named, never left out.
package io.tidegate.gateway.bench;
