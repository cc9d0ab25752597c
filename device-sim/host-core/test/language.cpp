// The language that both targets have: String, Print, Stream, numbers, addresses.
#include "check.h"

#include <IPAddress.h>

namespace {

/// Keeps what is printed.
class Paper : public Print {
 public:
  size_t write(uint8_t value) override {
    text += static_cast<char>(value);
    return 1;
  }
  using Print::write;
  String text;
};

/// What a test has put in, at once.
class Source : public Stream {
 public:
  explicit Source(const char* text) : left(text) { setTimeout(20); }
  int available() override { return static_cast<int>(strlen(left)); }
  int read() override { return *left == 0 ? -1 : static_cast<uint8_t>(*left++); }
  int peek() override { return *left == 0 ? -1 : static_cast<uint8_t>(*left); }
  using Stream::read;
  size_t write(uint8_t) override { return 0; }
  const char* left;
};

template <class... T>
String printed(T... values) {
  Paper paper;
  size_t count = paper.print(values...);
  CHECK(count == paper.text.length());
  return paper.text;
}

void strings() {
  SAME("abc", String("abc"));
  SAME("", String(static_cast<const char*>(nullptr)));
  SAME("x", String('x'));
  SAME("-12", String(-12));
  SAME("ff", String(255, HEX));
  SAME("ffffffff", String(-1, HEX));
  SAME("ffffffff", String(-1L, HEX));
  SAME("101", String(static_cast<unsigned char>(5), BIN));
  SAME("18446744073709551615", String(18446744073709551615ull));
  SAME("-9223372036854775807", String(-9223372036854775807ll));
  SAME("3.14", String(3.14159));
  SAME("3.1416", String(3.14159f, 4));
  SAME("1.5", String(1.5, 1));
  SAME("nan", String(NAN).substring(String(NAN).length() - 3));
  String s = "short";
  s += " and then longer than ten";
  s += 7;
  s += 'c';
  s += 1.5f;
  SAME("short and then longer than ten7c1.50", s);
  s += s;
  CHECK(s.length() == 72);
  s = s.c_str() + 36;
  SAME("short and then longer than ten7c1.50", s);
  String moved = std::move(s);
  CHECK(s.isEmpty() && moved.length() == 36);
  SAME("ab1", "a" + String("b") + 1);
  SAME("a7b", String("a") + 7 + F("b"));
  CHECK(String("a") < String("b") && String("b") > "a" && String("a") != "b");
  CHECK(String("AbC").equalsIgnoreCase("aBc") && !String("abc").equals("ABC"));
  CHECK(String("topic/set").startsWith("topic") && !String("top").startsWith("topic"));
  CHECK(String("topic/set").endsWith("/set") && String("abcabc").startsWith("abc", 3));
  CHECK(String("abcabc").indexOf('c') == 2 && String("abcabc").indexOf("bc", 2) == 4);
  CHECK(String("abcabc").lastIndexOf('a') == 3 && String("abcabc").lastIndexOf("bc") == 4);
  CHECK(String("abc").indexOf('z') == -1 && String("").indexOf('a') == -1);
  CHECK(String("abcabc").lastIndexOf("ab", 2) == 0 && String("abc").lastIndexOf("abcd") == -1);
  SAME("bc", String("abcd").substring(3, 1));
  SAME("", String("abc").substring(9));
  SAME("c", String("abc").substring(2, 99));
  SAME("12.5", String("12.5").toFloat() == 12.5f ? "12.5" : "other");
  CHECK(String(" -42x").toInt() == -42 && String("x").toInt() == 0);
  char few[4];
  String("abcdef").toCharArray(few, sizeof few, 1);
  SAME("bcd", few);
  CHECK(String("abc")[7] == 0 && String("abc").charAt(1) == 'b');
}

void changes() {
  String s = "one two one";
  s.replace("one", "three");
  SAME("three two three", s);
  s.replace("three", "1");
  SAME("1 two 1", s);
  s.replace("1", "2");
  SAME("2 two 2", s);
  s.replace("nothing", "something longer");
  SAME("2 two 2", s);
  s.replace('2', '-');
  SAME("- two -", s);
  s = "aaaa";
  s.replace("a", "bcdefgh");
  SAME("bcdefghbcdefghbcdefghbcdefgh", s);
  s.remove(5);
  SAME("bcdef", s);
  s.remove(1, 2);
  SAME("bef", s);
  s.remove(9);
  s.setCharAt(0, 'X');
  s[2] = 'Y';
  SAME("XeY", s);
  s.toLowerCase();
  SAME("xey", s);
  s = " \t padded \r\n";
  s.trim();
  SAME("padded", s);
  s.toUpperCase();
  SAME("PADDED", s);
  s.clear();
  CHECK(s.isEmpty() && s.reserve(100) && !s.reserve(70000));
  int sum = 0;
  for (char c : String("abc")) {
    sum += c;
  }
  CHECK(sum == 294);
}

void prints() {
  SAME("-5", printed(-5));
  SAME("A0", printed(0xA0, HEX));
  SAME("FFFFFFFB", printed(-5, HEX));
  SAME("11", printed(3, BIN));
  SAME("17", printed(15, OCT));
  SAME("65", printed(static_cast<unsigned char>(65)));
  SAME("A", printed('A'));
  SAME("3.14", printed(3.14159));
  SAME("3.142", printed(3.14159, 3));
  SAME("2.00", printed(1.999));
  SAME("3", printed(2.5, 0));
  SAME("-0.50", printed(-0.5));
  SAME("nan", printed(NAN));
  SAME("inf", printed(INFINITY));
  SAME("18446744073709551615", printed(18446744073709551615ull));
  SAME("flash", printed(F("flash")));
  SAME("192.168.1.20", printed(IPAddress(192, 168, 1, 20)));
  Paper paper;
  CHECK(paper.println() == 2 && paper.println(1) == 3 && paper.write(static_cast<char*>(nullptr)) == 0);
  SAME("\r\n1\r\n", paper.text);
  paper.text = "";
  CHECK(paper.printf("%d %s %05.1f %x", 1, "two", 3.25, 0xFF) == 14);
  SAME("1 two 003.2 ff", paper.text.substring(0, 14));
  paper.text = "";
  CHECK(paper.printf("%0200d", 1) == 200 && paper.text.length() == 200);
  paper.text = "";
  paper.write(300);
  CHECK(paper.text[0] == 44);
}

void streams() {
  Source numbers("a=-12, b=3.5;rest");
  CHECK(numbers.parseInt() == -12);
  float value = numbers.parseFloat();
  CHECK(value > 3.49f && value < 3.51f);
  SAME(";rest", numbers.readString());
  CHECK(numbers.parseInt() == 0 && numbers.read() == -1);
  Source lines("first\nsecond\nthird");
  SAME("first", lines.readStringUntil('\n'));
  char part[16];
  CHECK(lines.readBytesUntil('\n', part, sizeof part) == 6 && memcmp(part, "second", 6) == 0);
  CHECK(lines.readBytes(part, sizeof part) == 5);
  Source search("xxabcyyEND");
  CHECK(search.find("abc"));
  CHECK(search.findUntil("END", "never") && !search.find("abc"));
  Source stop("xxSTOPabc");
  CHECK(!stop.findUntil("abc", "STOP"));
  SAME("abc", stop.readString());
  Source twice("a--b--c");
  SAME("a--b", twice.readStringUntil("--", 2));
  Source copied("copy this|not this");
  Paper paper;
  CHECK(copied.sendUntil(paper, '|') == 10);
  CHECK(copied.sendSize(paper, 3) == 3 && copied.getLastSendReport() == Stream::Report::Success);
  SAME("copy this|not", paper.text);
  unsigned long begun = millis();
  Source empty("");
  empty.setTimeout(250);
  CHECK(empty.readStringUntil('x').isEmpty());
  unsigned long waited = millis() - begun;
  CHECK(waited >= 250 && waited <= 252);
}

static_assert(std::is_same<decltype(String().length()), size_t>::value, "as on the chips");

void numbers() {
  char text[40];
  SAME("1010", itoa(10, text, 2));
  SAME("-80", itoa(-80, text, 10));
  SAME("ffffffb0", itoa(-80, text, 16));
  SAME("zz", utoa(1295, text, 36));
  SAME("", itoa(5, text, 1));
  SAME("A-B1", strupr(strcpy(text, "a-b1")));
  SAME("1b-a", strrev(strlwr(text)));
  SAME("-9223372036854775808", lltoa(INT64_MIN, text, sizeof text, 10));
  CHECK(ulltoa(12345, text, 4, 10) == nullptr);
  SAME("  3.14", dtostrf(3.14159, 6, 2, text));
  SAME("-3.1", dtostrf(-3.14159, 1, 1, text));
  SAME("0.10", dtostrf(0.1, 0, 2, text));
  SAME("1000000.00", dtostrf(999999.999, 0, 2, text));
  SAME("b.b", strrstr("a.b.b", "b.b"));
  CHECK(strlcpy(text, "abcdef", 4) == 6 && strcmp(text, "abc") == 0);
  CHECK(strlcat(text, "def", 6) == 6 && strcmp(text, "abcde") == 0);
  CHECK(constrain(12, 0, 10) == 10 && sq(3) == 9 && bitRead(5, 2) == 1 && B101 == 5);
  int value = 0;
  bitSet(value, 3);
  bitWrite(value, 0, 1);
  CHECK(value == 9 && lowByte(0x1234) == 0x34 && highByte(0x1234) == 0x12);
  CHECK(word(0x12, 0x34) == 0x1234 && isDigit('7') && !isDigit('a') && isAlpha('a'));
  CHECK(map(5, 0, 10, 0, 100) == 50 && map(7, 0, 10, 0, 100) == 70);
  randomSeed(7);
  long first = random(1000);
  long second = random(10, 20);
  randomSeed(7);
  CHECK(random(1000) == first && random(10, 20) == second && second >= 10 && second < 20);
  CHECK(random(0) == 0 && random(5, 5) == 5);
  static const char text2[] PROGMEM = "in flash";
  static const uint16_t words[] PROGMEM = {1, 2, 0xABCD};
  CHECK(pgm_read_byte(text2 + 3) == 'f' && pgm_read_word(words + 2) == 0xABCD);
  CHECK(strcmp_P("in flash", text2) == 0 && strlen_P(PSTR("four")) == 4);
}

void addresses() {
  IPAddress address;
  CHECK(!address.isSet() && address.fromString("10.0.0.7") && address[3] == 7);
  CHECK(address == IPAddress(10, 0, 0, 7) && static_cast<uint32_t>(address) == 0x0700000A);
  CHECK(!address.fromString("10.0.0") && !address.fromString("1.2.3.4.5"));
  CHECK(!address.fromString("256.1.1.1") && !address.fromString("a.b.c.d"));
  SAME("10.0.0.7", address.toString());
  SAME("(IP unset)", IPAddress().toString());
  address[0] = 192;
  SAME("192.0.0.7", address.toString());
}

}  // namespace

void checkLanguage() {
  strings();
  changes();
  prints();
  streams();
  numbers();
  addresses();
  check::summary("language");
}
