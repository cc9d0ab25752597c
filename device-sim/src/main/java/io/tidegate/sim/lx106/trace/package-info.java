/// What a program does and did, with the names that its file brings: instructions as they run, time
/// per function, the memory that is left, and the words that a program prints when it ends badly.
///
/// Everything here looks on by a [watch][io.tidegate.sim.lx106.core.Watch] or reads text; nothing
/// of what the program does depends on it. Whoever calls it owns files and terminals.
///
/// Facts: the words of a bad end are those of the Arduino core's `core_esp8266_postmortem.cpp` and
/// of the SDK; causes of exceptions by the Xtensa Instruction Set Architecture reference manual;
/// the heap's functions by the core's `umm_malloc.h` and the SDK's `user_interface.h`.
package io.tidegate.sim.lx106.trace;
