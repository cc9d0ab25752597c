package io.tidegate.sim.sketch.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CppOutlineTest {
  /// What stands in a sketch, and what it is declared as.
  static List<List<String>> functions() {
    return List.of(
        List.of("void setup() { pinMode(2, OUTPUT); }", "void setup();"),
        List.of("void loop(void) {}", "void loop(void);"),
        List.of("int sum (int a,int b)\n{\n return a+b;\n}", "int sum(int a, int b);"),
        List.of(
            "const char* name(const char *x) { return x; }", "const char* name(const char *x);"),
        List.of(
            "unsigned long  since( unsigned long t ) {}", "unsigned long since(unsigned long t);"),
        List.of("void f(int a, int b = 3) {}", "void f(int a, int b);"),
        List.of("void f(String s = \"a,b\", int n = g(1, 2)) {}", "void f(String s, int n);"),
        List.of(
            "void f(std::vector<int> v = {1, 2}, int n) {}", "void f(std::vector<int> v, int n);"),
        List.of("void f(std::map<int, String> &m) {}", "void f(std::map<int, String> &m);"),
        List.of("void f(int a[], const byte (&b)[8]) {}", "void f(int a[], const byte (&b)[8]);"),
        List.of("void on(void (*cb)(int), int x) {}", "void on(void (*cb)(int), int x);"),
        List.of("void f(char** argv) {}", "void f(char** argv);"),
        List.of("IRAM_ATTR void isr() {}", "IRAM_ATTR void isr();"),
        List.of("void ICACHE_RAM_ATTR isr() {}", "void ICACHE_RAM_ATTR isr();"),
        List.of(
            "static inline uint8_t low(uint16_t w) {}", "static inline uint8_t low(uint16_t w);"),
        List.of("__attribute__((noinline)) void f() {}", "__attribute__((noinline)) void f();"),
        List.of("void __attribute__((weak)) f() {}", "void __attribute__((weak)) f();"),
        List.of("[[noreturn]] void stop() {}", "[[noreturn]] void stop();"),
        List.of(
            "template <typename T> T most(T a, T b) {}", "template <typename T> T most(T a, T b);"),
        List.of(
            "template<class T>\nvoid show(const T& t) {}",
            "template<class T> void show(const T& t);"),
        List.of("std::function<void(int)> make(int x) {}", "std::function<void(int)> make(int x);"),
        List.of("auto f(int a) -> int {}", "auto f(int a) -> int;"),
        List.of("void f() noexcept {}", "void f() noexcept;"),
        List.of("struct Point *near(struct Point p) {}", "struct Point *near(struct Point p);"),
        List.of(
            "bool operator==(const A& a, const A& b) {}",
            "bool operator==(const A& a, const A& b);"),
        List.of("extern \"C\" void hook() {}", "extern \"C\" void hook();"),
        List.of("void f(/* in */ int a, // the first\n int b) {}", "void f(int a, int b);"),
        List.of("SIMPLE_SETUP(x)\nvoid f(int a) {}", "void f(int a);"),
        List.of("const char *p = \"void no() {\"; void f() {}", "void f();"),
        List.of("const char c = '{'; void f() {}", "void f();"),
        List.of("int n = 1'000'000; void f() {}", "void f();"),
        List.of("const char page[] PROGMEM = R\"html(<b> ) \" } )html\"; void f() {}", "void f();"),
        List.of("#define BEGIN void x() {\n#define Y \\\n {\nvoid f() {}", "void f();"));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void aFunctionIsDeclaredWithoutItsDefaults(List<String> shape) {
    assertEquals(List.of(shape.get(1)), declarations(shape.get(0)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "struct Point { int x; int far() { return x; } };",
        "class A : public B<int> { public: A() : x(1) {} void f() {} int x; } a;",
        "A::A(int v) : x(v), y{2} {}",
        "void A::f() {}",
        "A::~A() {}",
        "namespace n { void f() {} }",
        "namespace { int hidden() { return 1; } }",
        "extern \"C\" { void f() {} }",
        "enum class State : uint8_t { ON, OFF };",
        "enum { ON, OFF } state = ON;",
        "struct __attribute__((packed)) P { int x; };",
        "union U { int i; float f; };",
        "typedef struct { int x; } P; typedef void (*Handler)(int);",
        "int table[] = { 1, 2 }; int one{1}; const Item items[] = {{1, f(2)}, {2, f(3)}};",
        "auto twice = [](int x) { return 2 * x; };",
        "Ticker t([]() { blink(); }, 500);",
        "DHT dht(DHTPIN, DHTTYPE); WiFiClient wifi; PubSubClient client(wifi);",
        "BLYNK_WRITE(V1) { int x = param.asInt(); }",
        "ISR(TIMER1_COMPA_vect) { ticks++; }",
        "auto f() { return 1; }",
        "constexpr int sq(int x) { return x * x; }",
        "template <typename T = int> T zero() { return T(); }",
        "template <typename T> struct Box { T get() { return t; } T t; };",
        "void (*callback)(int); static void (*other)(int) = nullptr;",
        "using F = std::function<void(int)>; std::function<void(int)> handler;",
        "void declared(int x); extern int y;",
        "// void f() {}\n/* void g() {} */",
        "",
        "}} ) ] ( {",
        "\"open",
        "R\"(open",
        "/* open",
        "void f(",
        "#if 0 \\"
      })
  void whatIsNoPlainFunctionIsLeftAlone(String text) {
    assertEquals(List.of(), declarations(text));
  }

  @Test
  void functionsAreFoundBetweenAllElse() {
    assertEquals(
        List.of("void setup();", "void loop();", "void show(Point p);"),
        declarations(
            """
            #include <Arduino.h>
            struct Point { int x, y; };
            Point points[2] = {{1, 2}, {3, 4}};
            extern "C" { int clock_now() { return 1; } }
            void setup() { if (true) { show(points[0]); } }
            BLYNK_CONNECTED() { sync(); }
            void loop() { auto f = [](int x) { return x; }; }
            namespace n { void hidden() {} }
            void show(Point p) { Serial.println(p.x); }
            """));
  }

  @Test
  void itBeginsWhereItsFirstWordStands() {
    String text = "int a;\n  static /* x */ void f() {}";
    assertEquals(text.indexOf("static"), CppOutline.of(text).defined().getFirst().start());
  }

  @Test
  void aSignatureIsTheSameWithOtherNamesAndOtherDefaults() {
    String one = "void f(int count, const String& name = \"x\", byte values[4], A::B);";
    String other = "void f(int n, const String &, byte v[4], A::B) {}";
    assertEquals(CppOutline.of(one).declared(), List.of(signature(other)));
  }

  @Test
  void aSignatureTellsOverloadsApart() {
    assertEquals("f(unsigned int)", signature("void f(unsigned int) {}"));
    assertEquals("f(int)", signature("void f(int x) {}"));
    assertEquals("f()", signature("void f(void) {}"));
    assertEquals("f(String)", signature("int f(String s = \"\") {}"));
  }

  private static String signature(String text) {
    return CppOutline.of(text).defined().getFirst().signature();
  }

  private static List<String> declarations(String text) {
    return CppOutline.of(text).defined().stream().map(CppFunction::declaration).toList();
  }
}
