package io.tidegate.sim.lx106.rom;

import io.tidegate.sim.lx106.core.Processor;
import io.tidegate.sim.lx106.core.Product;
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

  /// What the processor knows by itself; null for nothing.
  private final Processor.Hook known;

  private Function(String name, Body body, int cycles, Processor.Hook known) {
    this.name = name;
    this.cycles = cycles;
    this.body = body;
    this.known = known;
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
        cycles,
        null);
  }

  /// One that may go elsewhere first.
  static Function leading(String name, int cycles, Body body) {
    return new Function(name, body, cycles, null);
  }

  /// One that gives the product of two numbers of 64 bits.
  static Function product(String name, int cycles) {
    return new Function(name, null, cycles, new Product(cycles));
  }

  String name() {
    return name;
  }

  /// What a processor does where the function is.
  Processor.Hook hook(Call call) {
    return known != null
        ? known
        : at -> {
          at.pass(cycles);
          return body.at(call);
        };
  }
}
