package io.tidegate.sim.lx106.rom;

import java.util.List;
import java.util.function.ToIntFunction;

/// What the processor has no instructions for: division, 64 bits, floating point. Names are
/// libgcc's: `si` is 32 bits, `di` 64, `sf` float, `df` double.
final class Arithmetic {
  private static final int DIVISION = 60;
  private static final int WIDE_DIVISION = 200;
  private static final int FLOAT = 60;
  private static final int DOUBLE = 100;

  /// EXCCAUSE of an illegal instruction.
  private static final int ILLEGAL = 0;

  /// The function itself.
  private static final int HERE = 0;

  /// Comparisons of libgcc give below, at or above 0; with a NaN what makes the comparison false.
  private static final int FALSE_BELOW = 1;

  private static final int FALSE_ABOVE = -1;

  private Arithmetic() {}

  static List<Function> functions() {
    return List.of(
        dividing("__divsi3", Places.DIVISION_BY_ZERO, c -> c.word(0) / c.word(1)),
        dividing("__modsi3", HERE, c -> c.word(0) % c.word(1)),
        dividing("__udivsi3", HERE, c -> Integer.divideUnsigned(c.word(0), c.word(1))),
        dividing("__umodsi3", HERE, c -> Integer.remainderUnsigned(c.word(0), c.word(1))),
        Function.product("__muldi3", 20),
        new Function("__umulsidi3", 15, c -> c.give(c.unsigned(0) * c.unsigned(1))),
        new Function("__divdi3", WIDE_DIVISION, c -> c.give(divided(c.wide(0), c.wide(1)))),
        new Function("__moddi3", WIDE_DIVISION, c -> c.give(rest(c.wide(0), c.wide(1)))),
        new Function(
            "__udivdi3", WIDE_DIVISION, c -> c.give(unsignedDivided(c.wide(0), c.wide(1)))),
        new Function("__umoddi3", WIDE_DIVISION, c -> c.give(unsignedRest(c.wide(0), c.wide(1)))),
        new Function("__adddf3", DOUBLE, c -> c.give(c.real(0) + c.real(1))),
        new Function("__subdf3", DOUBLE, c -> c.give(c.real(0) - c.real(1))),
        new Function("__muldf3", DOUBLE, c -> c.give(c.real(0) * c.real(1))),
        new Function("__divdf3", 5 * DOUBLE, c -> c.give(c.real(0) / c.real(1))),
        new Function("__addsf3", FLOAT, c -> c.give(c.shortReal(0) + c.shortReal(1))),
        new Function("__subsf3", FLOAT, c -> c.give(c.shortReal(0) - c.shortReal(1))),
        new Function("__mulsf3", FLOAT, c -> c.give(c.shortReal(0) * c.shortReal(1))),
        new Function("__divsf3", 5 * FLOAT, c -> c.give(c.shortReal(0) / c.shortReal(1))),
        new Function("__floatsidf", FLOAT, c -> c.give((double) c.word(0))),
        new Function("__floatunsidf", FLOAT, c -> c.give((double) c.unsigned(0))),
        new Function("__floatdidf", DOUBLE, c -> c.give((double) c.wide(0))),
        new Function("__floatsisf", FLOAT, c -> c.give((float) c.word(0))),
        new Function("__floatunsisf", FLOAT, c -> c.give((float) c.unsigned(0))),
        new Function("__fixdfsi", FLOAT, c -> c.give((int) c.real(0))),
        new Function("__fixsfsi", FLOAT, c -> c.give((int) c.shortReal(0))),
        new Function("__fixunsdfsi", FLOAT, c -> c.give(toUnsigned(c.real(0)))),
        new Function("__fixunssfsi", FLOAT, c -> c.give(toUnsigned(c.shortReal(0)))),
        new Function("__fixdfdi", DOUBLE, c -> c.give((long) c.real(0))),
        new Function("__extendsfdf2", FLOAT, c -> c.give((double) c.shortReal(0))),
        new Function("__truncdfsf2", FLOAT, c -> c.give((float) c.real(0))),
        new Function("__negdf2", 5, c -> c.give(c.wide(0) ^ Long.MIN_VALUE)),
        new Function("__negsf2", 5, c -> c.give(c.word(0) ^ Integer.MIN_VALUE)),
        new Function("roundup2", 4, c -> c.give(c.word(0) + c.word(1) - 1 & -c.word(1))),
        new Function("multofup", DIVISION, c -> c.give(upToMultiple(c.word(0), c.word(1)))),
        compared("__eqdf2", FALSE_BELOW),
        compared("__nedf2", FALSE_BELOW),
        compared("__ltdf2", FALSE_BELOW),
        compared("__ledf2", FALSE_BELOW),
        compared("__gtdf2", FALSE_ABOVE),
        compared("__gedf2", FALSE_ABOVE),
        comparedShort("__eqsf2", FALSE_BELOW),
        comparedShort("__nesf2", FALSE_BELOW),
        comparedShort("__ltsf2", FALSE_BELOW),
        comparedShort("__lesf2", FALSE_BELOW),
        comparedShort("__gtsf2", FALSE_ABOVE),
        comparedShort("__gesf2", FALSE_ABOVE));
  }

  /// By zero: an instruction that is none, at this address; programs know the first function's.
  private static Function dividing(String name, int noWay, ToIntFunction<Call> result) {
    return Function.leading(
        name,
        DIVISION,
        c -> {
          if (c.word(1) == 0) {
            return noWay == HERE ? illegal(c) : noWay;
          }
          c.give(result.applyAsInt(c));
          return c.back();
        });
  }

  /// The instruction here is none.
  static int illegal(Call call) {
    call.processor().raise(ILLEGAL);
    return call.processor().pc();
  }

  private static Function compared(String name, int unordered) {
    return new Function(name, FLOAT, c -> c.give(order(c.real(0), c.real(1), unordered)));
  }

  private static Function comparedShort(String name, int unordered) {
    return new Function(name, FLOAT, c -> c.give(order(c.shortReal(0), c.shortReal(1), unordered)));
  }

  private static int order(double a, double b, int unordered) {
    if (Double.isNaN(a) || Double.isNaN(b)) {
      return unordered;
    }
    return a < b ? -1 : a > b ? 1 : 0;
  }

  /// What division by zero gives is nobody's promise; 0 it is here, so that nothing breaks.
  private static int upToMultiple(int a, int b) {
    return b == 0 ? 0 : Math.ceilDiv(a, b) * b;
  }

  private static long divided(long a, long b) {
    return b == 0 ? 0 : a / b;
  }

  private static long rest(long a, long b) {
    return b == 0 ? 0 : a % b;
  }

  private static long unsignedDivided(long a, long b) {
    return b == 0 ? 0 : Long.divideUnsigned(a, b);
  }

  private static long unsignedRest(long a, long b) {
    return b == 0 ? 0 : Long.remainderUnsigned(a, b);
  }

  private static int toUnsigned(double value) {
    return (int) Math.min((long) value, 0xffffffffL);
  }
}
