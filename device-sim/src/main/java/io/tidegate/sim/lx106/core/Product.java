package io.tidegate.sim.lx106.core;

/// A function that multiplies a2 and a3 by a4 and a5, the lower word first, and gives the product
/// in a2 and a3. It takes so many cycles. A translated region does it without asking the host:
/// `millis()` of the Arduino core does it three times.
public record Product(int cycles) implements Processor.Hook {
  @Override
  public int at(Processor processor) {
    processor.pass(cycles);
    int low = processor.a(2);
    int other = processor.a(4);
    int high = Alu.productHigh(low, processor.a(3), other, processor.a(5));
    processor.a(2, low * other);
    processor.a(3, high);
    return processor.back();
  }
}
