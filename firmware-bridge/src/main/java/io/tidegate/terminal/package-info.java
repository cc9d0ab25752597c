/// The terminal of both programs: whether it can be drawn on, single keys, a screen drawn over
/// itself, words about what went wrong, commands to be typed again.
///
/// Why here: neither program may see the other, and this module is the only one that both have. It
/// has nothing to do with the link.
///
/// Allowed neighbours: the JDK.
///
/// The rule that must not break: the terminal is left as it was found.
package io.tidegate.terminal;
