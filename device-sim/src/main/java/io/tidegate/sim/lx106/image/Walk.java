package io.tidegate.sim.lx106.image;

import io.tidegate.sim.lx106.core.Effect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Reads a function from its first instruction to its last, and keeps what it reaches memory by.
/// Nothing is run: a register's value is a number, an argument, something read from memory by one
/// of these, or not known.
final class Walk {
  /// What a register has, as far as it is told by how it came about.
  sealed interface Value {
    /// A number.
    record Known(int number) implements Value {}

    /// An argument; number -1 is the stack pointer at the beginning.
    record Argument(int number) implements Value {}

    /// A value and something added.
    record Sum(Value base, int more) implements Value {}

    /// What a word of memory has.
    record Word(Value base, int offset) implements Value {}
  }

  /// The memory at a base (null for one that is not known) and an offset is read or written, or an
  /// address is worked out from these.
  record Access(Effect.Kind kind, Value base, int offset) {}

  private static final int LIMIT_BYTES = 2048;
  private static final int REGISTERS = 16;
  private static final int STACK = 1;
  private static final int FIRST_ARGUMENT = 2;
  private static final int ARGUMENTS = 6;
  private static final int KEPT_FROM = 12;
  private static final Value STACK_AT_START = new Value.Argument(-1);

  /// Registers, and what was put on the stack.
  private record State(Value[] registers, Map<Integer, Value> stack) {
    State copy() {
      return new State(registers.clone(), new HashMap<>(stack));
    }
  }

  private final Image image;
  private final List<Access> found = new ArrayList<>();

  /// How things are at addresses that are jumped to.
  private final TreeMap<Integer, State> ahead = new TreeMap<>();

  private State now = unknown();

  /// Whether nothing says how the next instruction is reached: it may be none, but filling.
  private boolean lost;

  private Walk(Image image) {
    this.image = image;
    now.registers[STACK] = STACK_AT_START;
    for (int i = 0; i < ARGUMENTS; i++) {
      now.registers[FIRST_ARGUMENT + i] = new Value.Argument(i);
    }
  }

  /// Through the function of this name; nothing when there is none.
  static List<Access> through(Image image, String name) {
    Walk walk = new Walk(image);
    image.address(name).ifPresent(walk::from);
    return walk.found;
  }

  private void from(int start) {
    int end = image.next(start, LIMIT_BYTES);
    int pc = start;
    while (pc < end && image.byteAt(pc) >= 0) {
      if (lost) {
        Integer known = ahead.ceilingKey(pc);
        if (known == null || known >= end) {
          return;
        }
        pc = known;
        now = ahead.get(pc);
        lost = false;
      }
      Effect effect = Effect.of(image.wordAt(pc), pc);
      step(effect);
      pc += effect.length();
    }
  }

  private void step(Effect effect) {
    int number = effect.number();
    switch (effect.kind()) {
      case CONSTANT -> set(effect.to(), new Value.Known(number));
      case CONSTANT_AT -> set(effect.to(), new Value.Known(image.wordAt(number)));
      case ADD -> {
        Value base = get(effect.from());
        if (number != 0) {
          note(effect.kind(), base, number);
        }
        set(effect.to(), sum(base, number));
      }
      case LOAD_8, LOAD_16 -> {
        note(effect.kind(), get(effect.from()), number);
        set(effect.to(), null);
      }
      case LOAD_32 -> load(effect);
      case STORE_8, STORE_16, STORE_32 -> store(effect);
      case CALL, CALL_REGISTER -> {
        for (int i = 0; i < KEPT_FROM; i++) {
          set(i, i == STACK ? get(STACK) : null);
        }
      }
      case BRANCH -> ahead.putIfAbsent(number, now.copy());
      case JUMP -> {
        ahead.putIfAbsent(number, now);
        lose();
      }
      case JUMP_REGISTER -> lose();
      case OTHER -> {
        if (effect.to() >= 0) {
          set(effect.to(), null);
        }
      }
    }
  }

  private void lose() {
    now = unknown();
    lost = true;
  }

  private static State unknown() {
    return new State(new Value[REGISTERS], new HashMap<>());
  }

  private void load(Effect effect) {
    Value base = get(effect.from());
    Integer slot = slot(base, effect.number());
    if (slot != null) {
      set(effect.to(), now.stack.get(slot));
      return;
    }
    note(effect.kind(), base, effect.number());
    Value at = sum(base, effect.number());
    set(
        effect.to(),
        switch (at) {
          case null -> null;
          case Value.Sum(Value from, int more) -> new Value.Word(from, more);
          default -> new Value.Word(at, 0);
        });
  }

  private void store(Effect effect) {
    Value base = get(effect.from());
    Integer slot = slot(base, effect.number());
    if (slot == null) {
      note(effect.kind(), base, effect.number());
    } else if (effect.kind() == Effect.Kind.STORE_32) {
      now.stack.put(slot, get(effect.to()));
    } else {
      now.stack.remove(slot);
    }
  }

  /// Where on the stack, or null for elsewhere.
  private static Integer slot(Value base, int offset) {
    if (STACK_AT_START.equals(base)) {
      return offset;
    }
    return base instanceof Value.Sum(Value from, int more) && STACK_AT_START.equals(from)
        ? more + offset
        : null;
  }

  private void note(Effect.Kind kind, Value base, int offset) {
    if (base instanceof Value.Sum(Value from, int more)) {
      found.add(new Access(kind, from, more + offset));
    } else {
      found.add(new Access(kind, base, offset));
    }
  }

  private static Value sum(Value base, int more) {
    return switch (base) {
      case null -> null;
      case Value.Known(int number) -> new Value.Known(number + more);
      case Value.Sum(Value from, int before) ->
          before + more == 0 ? from : new Value.Sum(from, before + more);
      default -> more == 0 ? Objects.requireNonNull(base) : new Value.Sum(base, more);
    };
  }

  private Value get(int register) {
    return now.registers[register];
  }

  private void set(int register, Value value) {
    now.registers[register] = value;
  }
}
