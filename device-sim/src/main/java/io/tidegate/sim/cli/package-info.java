/// The command line `tidegate-sim`.
///
/// Purpose: [TidegateSim] is the program; [BoardsCommand] puts boards on ports.
///
/// Allowed neighbours: `fleet`, `pty`, `line`, `world`, picocli.
///
/// The rule that must not break: what is made is taken away again, also by Ctrl-C.
package io.tidegate.sim.cli;
