package io.tidegate.sim.lx106.rom;

import java.util.function.Consumer;

/// A function of the ROM.
final class Function {
  /// What it does: the address at which the program goes on.
  @FunctionalInterface
  interface Body {
    int at(Call call);
  }

  private final String name;
  private final int cycles;
  private final Body body;

  private Function(String name, Body body, int cycles) {
    this.name = name;
    this.cycles = cycles;
    this.body = body;
  }

  /// One that returns to where it was called from; `cycles` is what a call costs, without what its
  /// length costs.
  Function(String name, int cycles, Consumer<Call> body) {
    this(
        name,
        call -> {
          body.accept(call);
          return call.back();
        },
        cycles);
  }

  /// One that may go elsewhere first.
  static Function leading(String name, int cycles, Body body) {
    return new Function(name, body, cycles);
  }

  String name() {
    return name;
  }

  int cycles() {
    return cycles;
  }

  Body body() {
    return body;
  }
}
