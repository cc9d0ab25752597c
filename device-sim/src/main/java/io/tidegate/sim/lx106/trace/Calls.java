package io.tidegate.sim.lx106.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/// By which calls a program came to a place, as far as its stack shows: each word that is an
/// address behind a call is taken for one to return to. Some of them may be older than the calls
/// that are going on.
public final class Calls {
  private static final int FRAMES = 32;

  private final Symbols symbols;
  private final IntPredicate afterCall;

  /// `afterCall` says of an address whether a call is in front of it; words on the stack for which
  /// it is false are no return addresses.
  Calls(Symbols symbols, IntPredicate afterCall) {
    this.symbols = symbols;
    this.afterCall = afterCall;
  }

  /// Looks into `memory` (its `peek8`) for what is in front of an address.
  public static Calls in(IntUnaryOperator memory, Symbols symbols) {
    return new Calls(symbols, afterCall(memory));
  }

  /// Whether a call is in front of an address, by what is in memory (its `peek8`).
  static IntPredicate afterCall(IntUnaryOperator memory) {
    return at -> {
      int first = memory.applyAsInt(at - 3);
      boolean call0 = (first & 0x3f) == 0x05;
      boolean callx0 =
          first == 0xc0
              && (memory.applyAsInt(at - 2) & 0xf0) == 0
              && memory.applyAsInt(at - 1) == 0;
      return call0 || callx0;
    };
  }

  /// Rows of a report, the latest call first, of a stack's words from its top on.
  List<String> rows(IntStream stack) {
    List<String> rows = new ArrayList<>();
    int last = 0;
    int times = 0;
    for (int word : stack.filter(this::returns).toArray()) {
      if (word == last) {
        times++;
        continue;
      }
      again(rows, times);
      if (rows.size() >= FRAMES) {
        return rows;
      }
      rows.add(symbols.rowOfCall("from", word));
      last = word;
      times = 1;
    }
    again(rows, times);
    return rows;
  }

  /// A function that calls itself is one row.
  private static void again(List<String> rows, int times) {
    if (times > 1) {
      rows.set(rows.size() - 1, rows.getLast() + "  (" + times + " times)");
    }
  }

  private boolean returns(int word) {
    return code(word) && symbols.mayBe(word) && afterCall.test(word);
  }

  private static boolean code(int word) {
    return word >= 0x40000000 && word < 0x40300000;
  }
}
