package io.tidegate.sim.sketch.build;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class JoinedTest {
  private static final Path MAIN = Path.of("/s/s.ino");
  private static final Path TAB = Path.of("/s/tab.ino");

  @Test
  void tabsFollowEachOtherAndFunctionsAreDeclaredBeforeTheFirst() {
    Joined joined =
        new Joined()
            .add(MAIN, "#include \"x.h\"\nint n;\n\nvoid setup() { blink(1); }\nvoid loop() {}\n")
            .add(TAB, "\nvoid blink(int times) {}");

    assertEquals(
        """
        #include <Arduino.h>
        #line 1 "/s/s.ino"
        #include "x.h"
        int n;

        #line 4 "/s/s.ino"
        void setup();
        #line 5 "/s/s.ino"
        void loop();
        #line 2 "/s/tab.ino"
        void blink(int times);
        #line 4 "/s/s.ino"
        void setup() { blink(1); }
        void loop() {}
        #line 1 "/s/tab.ino"

        void blink(int times) {}
        """,
        joined.complete(""));
  }

  @Test
  void whatTheSketchDeclaresItselfIsNotDeclaredAgain() {
    Joined joined =
        new Joined()
            .add(MAIN, "static void f(int x);\nvoid setup() { f(1); }\n")
            .add(TAB, "static void f(int y) {}\n");

    assertEquals(
        """
        #include <Arduino.h>
        #line 1 "/s/s.ino"
        static void f(int x);
        #line 2 "/s/s.ino"
        void setup();
        #line 2 "/s/s.ino"
        void setup() { f(1); }
        #line 1 "/s/tab.ino"
        static void f(int y) {}
        """,
        joined.complete(""));
  }

  @Test
  void aFunctionWithDefaultArgumentsIsDeclaredWhereItStands() {
    Joined joined =
        new Joined().add(MAIN, "void setup() {}\nstruct P {};\nvoid f(const P *p, int n = 2) {}\n");
    assertEquals(
        """
        #include <Arduino.h>
        #line 1 "/s/s.ino"

        #line 1 "/s/s.ino"
        void setup();
        #line 1 "/s/s.ino"
        void setup() {}
        struct P {};
        void f(const P *p, int n = 2) {}
        """,
        joined.complete(""));
  }

  @Test
  void theFirstFunctionKeepsItsLineAndColumn() {
    Joined joined = new Joined().add(MAIN, "int a;  void f() {}\n");
    assertEquals(
        """
        #include <Arduino.h>
        #line 1 "/s/s.ino"
        int a; \s
        #line 1 "/s/s.ino"
        void f();
        #line 1 "/s/s.ino"
                void f() {}
        """,
        joined.complete(""));
  }

  @Test
  void withoutAnyFunctionThereIsNothingToDeclare() {
    Joined joined = new Joined().add(MAIN, "\u00EF\u00BB\u00BFint a;");
    assertEquals("#include <Arduino.h>\n#line 1 \"/s/s.ino\"\nint a;\n", joined.complete(""));
    assertEquals(joined.bare(), joined.complete(""));
  }

  @Test
  void whatThePreprocessorLeavesOutIsNotDeclared() {
    String text =
        """
        #ifdef ESP32
        void f(int core) {
        #else
        void f() {
        #endif
        }
        #if 0
        void never() {}
        #endif
        """;
    String preprocessed =
        """
        # 0 "<built-in>"
        # 1 "x.cpp"
        # 1 "/core/Arduino.h" 1
        void delay(int x);
        # 2 "x.cpp" 2
        # 1 "/s/s.ino"



        void f() {

        }
        """;
    assertEquals(
        """
        #include <Arduino.h>
        #line 1 "/s/s.ino"
        #ifdef ESP32
        void f(int core) {
        #else
        #line 4 "/s/s.ino"
        void f();
        #line 4 "/s/s.ino"
        void f() {
        #endif
        }
        #if 0
        void never() {}
        #endif
        """,
        new Joined().add(MAIN, text).complete(preprocessed));
  }

  @Test
  void aPathWithQuotesAndUmlautsStaysWhatItIs() {
    Path odd = Path.of("/s/a \"b\" ü.ino");
    String bytes = new String("ü".getBytes(UTF_8), ISO_8859_1);
    String marker = "\"/s/a \\\"b\\\" " + bytes + ".ino\"\n";
    String preprocessed = "# 1 " + marker + "void f() {}\n";
    assertEquals(
        "#include <Arduino.h>\n#line 1 "
            + marker
            + "\n#line 1 "
            + marker
            + "void f();\n#line 1 "
            + marker
            + "void f() {}\n",
        new Joined().add(odd, "void f() {}").complete(preprocessed));
  }
}
