/// What a test needs from the machine beside a JDK: programs by name, and long runs by request.
///
/// A test says so with a JUnit tag (`@Tag("mosquitto")`) and nothing else. [ToolCondition] leaves
/// it out where the tool is missing, [NotRun] counts what was left out. Both are found by service
/// files, in all modules, because this module's tests lie on every module's test path.
///
/// The rule that must not break: nothing is left out in silence, and with
/// `-Dtidegate.tools=required` nothing is left out at all.
package io.tidegate.tool;
