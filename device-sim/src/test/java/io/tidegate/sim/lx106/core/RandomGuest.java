package io.tidegate.sim.lx106.core;

import java.util.Random;

/// Programs of instructions thrown with dice, as text for the assembler. Each block takes its
/// registers from memory, stirs them, runs, and puts them back; after each pass over the blocks a
/// digest of every block goes out. Control only goes forward within a block, and memory is used
/// inside a buffer, so a program ends whatever comes.
final class RandomGuest {
  static final int BUFFER_BYTES = 256;

  private static final String[] THREE = {
    "add", "addx2", "addx4", "addx8", "sub", "subx2", "subx4", "subx8", "and", "or", "xor",
    "mul16u", "mul16s", "mull", "src", "moveqz", "movnez", "movltz", "movgez", "add.n"
  };
  private static final String[] TWO = {
    "neg", "abs", "nsa", "nsau", "sll", "srl", "sra", "mov", "mov.n"
  };
  private static final String[] AMOUNT = {"ssl", "ssr", "ssa8l", "ssa8b"};
  private static final String[] LOAD = {"l8ui", "l16ui", "l16si", "l32i", "l32i.n"};
  private static final String[] STORE = {"s8i", "s16i", "s32i", "s32i.n"};
  private static final String[] BRANCH = {
    "beq", "bne", "blt", "bge", "bltu", "bgeu", "ball", "bnall", "bany", "bnone", "bbc", "bbs"
  };
  private static final String[] ON_ZERO = {"beqz", "bnez", "bltz", "bgez", "beqz.n", "bnez.n"};
  private static final String[] ON_CONSTANT = {"beqi", "bnei", "blti", "bgei"};
  private static final String[] ON_UNSIGNED = {"bltui", "bgeui"};
  private static final int[] CONSTANT = {-1, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 32, 64, 128, 256};
  private static final int[] UNSIGNED = {
    32768, 65536, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 32, 64, 128
  };

  private final Random random;
  private final StringBuilder text = new StringBuilder();
  private int labels;
  private boolean left;

  private RandomGuest(long seed) {
    random = new Random(seed);
  }

  /// The text of a program: so many blocks of so many instructions, run so many times.
  static String text(long seed, int blocks, int instructions, int passes) {
    RandomGuest guest = new RandomGuest(seed);
    guest.frame(blocks, passes);
    for (int i = 0; i < blocks; i++) {
      guest.block(i, instructions);
    }
    return guest.text.toString();
  }

  private void line(String form, Object... with) {
    text.append('\t').append(form.formatted(with)).append('\n');
  }

  /// a1 is the state: 15 words of registers and shift amount, the stirring number, the buffer.
  private void frame(int blocks, int passes) {
    text.append(
        """
        	.section .reset,"ax"
        	j go
        	.align 4
        start_at: .long _start
        go:	l32r a0, start_at
        	jx a0
        	.text
        	.literal_position
        	.global _start
        	.global host
        host:	simcall
        	ret
        enter:	l32i a2, a1, 60
        	movi a3, 1664525
        	mull a2, a2, a3
        	movi a3, 1013904223
        	add a2, a2, a3
        	s32i a2, a1, 60
        	l32i a3, a1, 56
        	xor a3, a3, a2
        	extui a3, a3, 0, 5
        	wsr a3, sar
        """);
    for (int register = 15; register >= 4; register--) {
      line("l32i a3, a1, %d", 4 * (register - 2));
      line("xor a%d, a3, a2", register);
      line("slli a3, a2, 5");
      line("xor a2, a2, a3");
      line("srli a3, a2, 7");
      line("xor a2, a2, a3");
    }
    line("l32i a3, a1, 4");
    line("xor a3, a3, a2");
    line("l32i a2, a1, 0");
    line("xor a2, a2, a4");
    line("ret");
    text.append("leave:\n");
    for (int register = 2; register < 16; register++) {
      line("s32i a%d, a1, %d", register, 4 * (register - 2));
    }
    line("rsr a2, sar");
    line("s32i a2, a1, 56");
    line("movi a3, 0");
    for (int register = 0; register < 15; register++) {
      line("l32i a4, a1, %d", 4 * register);
      line("slli a5, a3, 5");
      line("srli a3, a3, 27");
      line("or a3, a3, a5");
      line("xor a3, a3, a4");
    }
    text.append(
        """
        	movi a4, at
        	l32i a5, a4, 0
        	s32i a3, a5, 0
        	addi a5, a5, 4
        	s32i a5, a4, 0
        	ret
        _start:	movi a1, state
        	movi a2, %d
        	movi a3, left
        	s32i a2, a3, 0
        pass:	movi a2, out
        	movi a3, at
        	s32i a2, a3, 0
        """
            .formatted(passes));
    for (int i = 0; i < blocks; i++) {
      line("movi a0, block%d", i);
      line("callx0 a0");
    }
    text.append(
        """
        	movi a2, 4
        	movi a3, 1
        	movi a4, out
        	movi a5, %d
        	call0 host
        	movi a3, left
        	l32i a2, a3, 0
        	addi a2, a2, -1
        	s32i a2, a3, 0
        	beqz a2, done
        	j pass
        done:	movi a2, 1
        	movi a3, 0
        	call0 host
        	.data
        	.align 16
        state:	.fill 15, 4, 0x13579bdf
        	.long 12345
        buffer:	.space %d
        left:	.long 0
        at:	.long 0
        back:	.long 0
        out:	.space %d
        	.text
        """
            .formatted(4 * blocks, BUFFER_BYTES, 4 * blocks));
  }

  private void block(int number, int instructions) {
    text.append(
        """
        	.align 4
        block%d:
        	movi a15, back
        	s32i a0, a15, 0
        	call0 enter
        """
            .formatted(number));
    left = false;
    for (int i = 0; i < instructions; i++) {
      instruction();
    }
    text.append(
        """
        	call0 leave
        	movi a15, back
        	l32i a0, a15, 0
        	ret
        """);
  }

  private void instruction() {
    switch (random.nextInt(16)) {
      case 0, 1, 2, 3 -> line("%s %s, %s, %s", one(THREE), register(), register(), register());
      case 4 -> {
        String name = one(TWO);
        // QEMU 7.2 shifts right by 0 where the amount is 32, which only these two leave
        boolean differs = left && (name.equals("srl") || name.equals("sra"));
        line("%s %s, %s", differs ? "sll" : name, register(), register());
      }
      case 5 -> {
        String name = one(AMOUNT);
        left = name.equals("ssl") || name.equals("ssa8b");
        line("%s %s", name, register());
      }
      case 6 -> {
        left = false;
        line("ssai %d", random.nextInt(32));
      }
      case 7 -> {
        switch (random.nextInt(3)) {
          case 0 -> line("slli %s, %s, %d", register(), register(), 1 + random.nextInt(31));
          case 1 -> line("srli %s, %s, %d", register(), register(), random.nextInt(16));
          default -> line("srai %s, %s, %d", register(), register(), random.nextInt(32));
        }
      }
      case 8 -> {
        int shift = random.nextInt(32);
        line(
            "extui %s, %s, %d, %d",
            register(), register(), shift, 1 + random.nextInt(Math.min(16, 32 - shift)));
      }
      case 9 -> {
        switch (random.nextInt(4)) {
          case 0 -> line("addi %s, %s, %d", register(), register(), random.nextInt(256) - 128);
          case 1 ->
              line("addmi %s, %s, %d", register(), register(), random.nextInt(256) - 128 << 8);
          case 2 -> line("addi.n %s, %s, %d", register(), register(), random.nextInt(15) + 1);
          default -> line("addi.n %s, %s, -1", register(), register());
        }
      }
      case 10 -> {
        switch (random.nextInt(3)) {
          case 0 -> line("movi %s, %d", register(), random.nextInt(4096) - 2048);
          case 1 -> line("movi.n %s, %d", register(), random.nextInt(128) - 32);
          default -> line("movi %s, %d", register(), random.nextInt());
        }
      }
      case 11, 12 -> memory();
      default -> branch();
    }
  }

  private void memory() {
    boolean store = random.nextBoolean();
    String name = one(store ? STORE : LOAD);
    int align = name.contains("32") ? 4 : name.contains("16") ? 2 : 1;
    int limit = name.endsWith(".n") ? 64 : BUFFER_BYTES;
    String address = register();
    // inside the buffer, by a computed address or the state's own
    if (random.nextBoolean()) {
      line("extui %s, %s, 0, 4", address, address);
      line("slli %s, %s, 2", address, address);
      line("add %s, %s, a1", address, address);
      line("%s %s, %s, %d", name, register(), address, random.nextInt(4) * 4);
      // no address may stay: another memory map would show
      line("sub %s, %s, a1", address, address);
    } else {
      int from = limit == 64 ? 0 : 64;
      line(
          "%s %s, a1, %d",
          name, register(), from + random.nextInt((limit - from) / align - 1) * align);
    }
  }

  private void branch() {
    String label = ".L" + labels++;
    switch (random.nextInt(6)) {
      case 0, 1 -> line("%s %s, %s, %s", one(BRANCH), register(), register(), label);
      case 2 -> line("%s %s, %s", one(ON_ZERO), register(), label);
      case 3 -> line("%s %s, %d, %s", one(ON_CONSTANT), register(), one(CONSTANT), label);
      case 4 -> line("%s %s, %d, %s", one(ON_UNSIGNED), register(), one(UNSIGNED), label);
      default ->
          line(
              "%s %s, %d, %s",
              random.nextBoolean() ? "bbci" : "bbsi", register(), random.nextInt(32), label);
    }
    for (int i = random.nextInt(3); i >= 0; i--) {
      line("%s %s, %s, %s", one(THREE), register(), register(), register());
    }
    text.append(label).append(":\n");
  }

  private String register() {
    return "a" + (2 + random.nextInt(14));
  }

  private String one(String[] of) {
    return of[random.nextInt(of.length)];
  }

  private int one(int[] of) {
    return of[random.nextInt(of.length)];
  }
}
