/// The Arduino library and the sketches, compiled and run from here so that one command tests all.
///
/// Their own tests are C++ and lie beside them; what needs both languages is Java.
package io.tidegate.arduino;
