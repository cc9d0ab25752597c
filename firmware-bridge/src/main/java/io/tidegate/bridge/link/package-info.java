/// The board's part of the link, PROTOCOL.md section 5, as the Arduino library has it.
///
/// [LinkBoard] is the twin of the C++ library: given the same bytes, times and calls both write the
/// same bytes, and a test holds one against the other.
///
/// Allowed neighbours: the codec of `io.tidegate.bridge`, and the JDK.
///
/// The rule that must not break: no clock, no thread, no chance; times are given in milliseconds of
/// 32 bits that wrap.
package io.tidegate.bridge.link;
