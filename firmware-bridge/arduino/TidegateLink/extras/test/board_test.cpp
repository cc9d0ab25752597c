// The board's rules, PROTOCOL.md, section 5: a claim each.
#include <type_traits>

#include "bench_board.h"
#include "check.h"

namespace {

using namespace tidegate;

const char SESSION[] = "k3F9aQ_x";
std::string down(const std::string& frame) { return BenchBoard<4>::down(frame); }

static_assert(std::is_trivial<Memory<4, 48>>::value,
              "memory kept over a reset may have no constructor");
static_assert(sizeof(KeptHeader) >= KeptHeader::checkedBytes, "the header is under its checksum");
static_assert(offsetof(KeptHeader, session) + sizeof(KeptHeader::session) ==
                  KeptHeader::checkedBytes,
              "and has no gaps there");

void saysHelloAtOnceThenSlower() {
  BenchBoard<4> board;
  std::vector<std::string> hello = board.poll();
  CHECK_EQUAL(size_t(3), hello.size(), "hello and two channels");
  CHECK_EQUAL(size_t(0), hello[0].find("H uno-1 "), hello[0]);
  CHECK(hello[0].find(" - 1 1 4 60 bench/1 2 -") != std::string::npos);
  CHECK_EQUAL(hello[1].substr(11), std::string("0 t gauge Cel 1 r"), hello[1]);
  CHECK_EQUAL(hello[2].substr(11), std::string("1 led bool - - rw"), hello[2]);
  std::vector<uint32_t> waits;
  uint32_t last = board.now;
  while (waits.size() < 7) {
    board.now++;
    if (!board.poll().empty()) {
      CHECK_EQUAL(hello[0], board.lines[0], "the same nonce");
      waits.push_back(board.now - last);
      last = board.now;
    }
  }
  Jitter jitter;
  jitter.start(crc32("uno-1", 5));
  const uint32_t expected[] = {2000, 4000, 8000, 16000, 30000, 30000, 30000};
  for (int i = 0; i < 7; i++) {
    CHECK_EQUAL(jitter.of(expected[i]), waits[i], "wait " + std::to_string(i));
  }
}

void sendsNothingBeforeTheWelcome() {
  BenchBoard<4> board;
  board.reading("{\"t\":1}");
  board.poll();
  board.now += 500;
  CHECK_EQUAL(std::string(), board.pollOne(), "no reading yet");
  board.pollOne(down(std::string("w 00000000 ") + SESSION));
  CHECK(!board.link->isWelcome());
}

void aWelcomeBeforeAnyHelloIsIgnored() {
  BenchBoard<4> board;
  board.poll(down(std::string("w 00000000 ") + SESSION));
  CHECK(!board.link->isWelcome());
}

void readingsFollowTheWelcomeAndStayUntilTheyAreSafe() {
  BenchBoard<4> board;
  board.reading("{\"t\":1}");
  board.now = 1012;
  board.meet(SESSION);
  CHECK_EQUAL(std::string("R k3F9aQ_x 1 1 12 {\"t\":1}"), board.lines.at(0), "first");
  board.now++;
  board.reading("{\"t\":2}");
  CHECK_EQUAL(std::string("R k3F9aQ_x 2 1 0 {\"t\":2}"), board.pollOne(), "newest at once");
  CHECK_EQUAL(2u, board.link->held(), "held");
  board.poll(down("a k3F9aQ_x 1"));
  CHECK_EQUAL(1u, board.link->held(), "held");
  board.poll(down("a k3F9aQ_x 9"));
  CHECK_EQUAL(1u, board.link->held(), "an acknowledgement of what was never sent");
  board.poll(down("a AAAAAAAA 2"));
  CHECK_EQUAL(1u, board.link->held(), "of another session");
  board.poll(down("a k3F9aQ_x 2"));
  CHECK_EQUAL(0u, board.link->held(), "held");
}

void aBacklogTakesHalfTheLine() {
  BenchBoard<64> board;
  for (int i = 0; i < 50; i++) {
    board.reading("{\"t\":12345678901234567890}");
  }
  board.meet(SESSION);
  size_t bytes = board.lines.at(0).size() + 13;
  uint32_t first = board.now;
  for (board.now++; board.now < first + 200; board.now++) {
    for (const std::string& line : board.poll()) {
      bytes += line.size() + 13;
    }
  }
  CHECK(bytes > 950 && bytes < 1250);
}

void silenceLeadsToProbesOfTheOldest() {
  BenchBoard<4> board;
  board.meet(SESSION);
  board.reading("{\"t\":1}");
  board.pollOne();
  board.now += 100;
  board.reading("{\"t\":2}");
  board.pollOne();
  uint32_t last = board.now - 100;
  std::vector<uint32_t> waits;
  while (waits.size() < 6) {
    board.now++;
    std::string line = board.pollOne();
    if (!line.empty()) {
      CHECK_EQUAL(size_t(0), line.find("R k3F9aQ_x 1 1 "), line);
      waits.push_back(board.now - last);
      last = board.now;
    }
  }
  Jitter jitter;
  jitter.start(crc32("uno-1", 5));
  uint32_t timeout = jitter.of(1000);
  CHECK_EQUAL(timeout, waits[0], "first");
  CHECK_EQUAL(jitter.of(2 * timeout), waits[1], "twice");
  CHECK_EQUAL(jitter.of(4 * timeout), waits[2], "four times");
  // An acknowledgement lets the ring follow.
  CHECK_EQUAL(size_t(0), board.pollOne(down("a k3F9aQ_x 1")).find("R k3F9aQ_x 2 2 "), "follows");
}

void aHoldKeepsTheBoardQuiet() {
  BenchBoard<4> board;
  board.meet(SESSION);
  board.reading("{\"t\":1}");
  board.pollOne();
  board.pollOne(down("h k3F9aQ_x 1 5"));
  uint32_t since = board.now;
  while (board.now - since < 5000) {
    CHECK_EQUAL(std::string(), board.pollOne(), "quiet");
    board.now++;
  }
  CHECK(board.pollOne().find("R k3F9aQ_x 1 1 5") == 0);
}

void aHoldLastsAMinuteAtMost() {
  BenchBoard<4> board;
  board.meet(SESSION);
  board.reading("{\"t\":1}");
  board.pollOne();
  board.pollOne(down("h k3F9aQ_x 1 4000000000"));
  board.now += 59999;
  CHECK_EQUAL(std::string(), board.pollOne(), "quiet");
  board.now++;
  CHECK(board.pollOne().find("R k3F9aQ_x 1 1 60000 ") == 0);
}

void aRepeatGoesBack() {
  BenchBoard<4> board;
  board.meet(SESSION);
  for (int i = 1; i <= 3; i++) {
    board.now += 100;
    board.reading("{\"t\":1}");
    board.pollOne();
  }
  board.now += 100;
  CHECK_EQUAL(size_t(0), board.pollOne(down("n k3F9aQ_x 2")).find("R k3F9aQ_x 2 1 "), "from 2");
  board.now += 100;
  CHECK_EQUAL(size_t(0), board.pollOne().find("R k3F9aQ_x 3 1 "), "then 3");
  board.now += 100;
  CHECK_EQUAL(std::string(), board.pollOne(), "then nothing");
}

void aFullRingDropsItsOldestAndSaysSo() {
  BenchBoard<4> board;
  for (int i = 1; i <= 6; i++) {
    CHECK(board.reading("{\"t\":" + std::to_string(i) + "}"));
  }
  CHECK(board.link->isFull());
  board.meet(SESSION);
  CHECK_EQUAL(std::string("R k3F9aQ_x 3 3 0 {\"t\":3}"), board.lines.at(0), "oldest held");
}

void aReadingThatMayNotStandInALineIsRefused() {
  BenchBoard<4> board;
  CHECK(!board.reading(std::string(195, 'x')));
  CHECK(!board.reading("{\"t\":\"\n\"}"));
  CHECK(!board.reading("{\"t\":\"\xC2\xB0\"}"));
  CHECK_EQUAL(0u, board.link->held(), "nothing was used up");
  CHECK(board.reading(std::string(194, 'x')));
}

void everyLineFitsWhateverTheNumbers() {
  BenchBoard<4> board;
  board.meet(SESSION);
  board.link.reset();
  Ring ring(board.memory);
  ring.start(crc32("uno-1", 5), board.now);
  board.memory.header.base = limits::sequenceLast - 1;
  ring.seal();
  board.start();
  CHECK(board.reading(std::string(194, 'x')));
  CHECK(board.reading(std::string(194, 'y')));
  CHECK(!board.reading("{}"));
  board.meet(SESSION);
  board.now += 0x7FFFFFFF;
  board.pollOne();
  board.now += 100;
  board.pollOne();
  board.now += 100;
  std::string line = board.pollOne(down("n k3F9aQ_x 4294967293"));
  CHECK_EQUAL(size_t(250 - 11), line.size(), line);
  // With the last number acknowledged all starts anew, without a session.
  std::string hello = board.pollOne(down("a k3F9aQ_x 4294967294"));
  CHECK(hello.find(" - 1 1 4 60 ") != std::string::npos);
  CHECK(board.reading("{}"));
}

void aResetKeepsReadingsAndWhatWasSaid() {
  BenchBoard<4> board;
  board.meet(SESSION);
  board.pollOne(down("c k3F9aQ_x 7 1000 led on"));
  board.reading("{\"t\":1}");
  board.now += 5000;
  board.pollOne();
  board.now = 50;
  board.start();
  CHECK_EQUAL(1u, board.link->held(), "held");
  std::string hello = board.poll().at(0);
  CHECK(hello.find(" k3F9aQ_x 1 2 4 60 ") != std::string::npos);
  board.now = 60;
  std::string nonce = hello.substr(hello.find(' ', 2) + 1, 8);
  CHECK_EQUAL(std::string("R k3F9aQ_x 1 1 5010+ {\"t\":1}"),
              board.pollOne(down("w " + nonce + " k3F9aQ_x")), "its age is at least");
  int done = board.commandsDone;
  CHECK_EQUAL(std::string("S k3F9aQ_x 7 ok on"), board.pollOne(down("c k3F9aQ_x 7 1000 led on")),
              "answered again");
  CHECK_EQUAL(done, board.commandsDone, "not done again");
}

void aReadingTakenAfterTheLastPollHasItsAge() {
  BenchBoard<4> board;
  board.poll();
  board.now += 300;
  board.reading("{\"t\":1}");
  board.now = 20;
  board.start();
  board.now = 27;
  board.meet(SESSION);
  CHECK_EQUAL(std::string("R k3F9aQ_x 1 1 7+ {\"t\":1}"), board.lines.at(0), "age");
}

void brokenMemoryStartsAnew() {
  size_t kept = 0;
  for (size_t byte = 0; byte < sizeof(Memory<4, 194>); byte++) {
    BenchBoard<4> board;
    board.meet(SESSION);
    board.pollOne(down("c k3F9aQ_x 7 1000 led on"));
    board.reading("{\"t\":1}");
    reinterpret_cast<uint8_t*>(&board.memory)[byte] ^= 0x10;
    board.start();
    bool same = board.link->held() == 1;
    kept += same ? 1 : 0;
    std::string hello = board.poll().at(0);
    std::string numbers = same ? " k3F9aQ_x 1 2 4 60 " : " - 1 1 4 60 ";
    CHECK(hello.find(numbers) != std::string::npos);
  }
  // Bytes that hold nothing: free places, the end of a text, flags and times of sending.
  CHECK(kept < sizeof(Memory<4, 194>) && kept > 3 * sizeof(Memory<4, 194>::Reading));
}

void anotherBoardsMemoryIsNotTaken() {
  BenchBoard<4> board;
  board.meet(SESSION);
  board.reading("{\"t\":1}");
  board.device = "uno-2";
  board.start();
  CHECK_EQUAL(0u, board.link->held(), "nothing of uno-1");
}

void aCommandIsDoneOnceAndAnsweredAlways() {
  BenchBoard<4> board;
  board.meet(SESSION);
  CHECK_EQUAL(std::string("S k3F9aQ_x 1 ok on"), board.pollOne(down("c k3F9aQ_x 1 5 led on")), "");
  CHECK_EQUAL(std::string("S k3F9aQ_x 1 ok on"), board.pollOne(down("c k3F9aQ_x 1 5 led on")), "");
  CHECK_EQUAL(1, board.commandsDone, "once");
  CHECK_EQUAL(std::string("S k3F9aQ_x 2 nochannel "), board.pollOne(down("c k3F9aQ_x 2 5 t 1")),
              "not writable");
  CHECK_EQUAL(std::string("S k3F9aQ_x 3 nochannel "), board.pollOne(down("c k3F9aQ_x 3 5 le 1")),
              "not there");
  CHECK_EQUAL(std::string("S k3F9aQ_x 4 busy later"), board.pollOne(down("c k3F9aQ_x 4 5 led slow")),
              "busy");
  CHECK_EQUAL(std::string("S k3F9aQ_x 5 failed "), board.pollOne(down("c k3F9aQ_x 5 5 led silent")),
              "no answer");
  board.pollOne(down("c k3F9aQ_x 1 5 led on"));
  CHECK_EQUAL(4, board.commandsDone, "the fifth dropped the first, so it is done again");
}

void aReadingTakenByACommandThatTookItsTimeIsNew() {
  BenchBoard<4> board;
  board.meet(SESSION);
  board.pollOne(down("c k3F9aQ_x 1 5 led measure"));
  CHECK_EQUAL(size_t(2), board.lines.size(), "result and reading");
  CHECK_EQUAL(std::string("R k3F9aQ_x 1 1 0 {\"t\":5}"), board.lines.back(), "of no age");
}

void aBoardWithoutAFunctionForCommandsHasNoChannelForThem() {
  BenchBoard<4> board(false);
  board.meet(SESSION);
  CHECK_EQUAL(std::string("S k3F9aQ_x 1 nochannel "), board.pollOne(down("c k3F9aQ_x 1 5 led on")),
              "nobody to do it");
  CHECK_EQUAL(std::string("S k3F9aQ_x 1 nochannel "), board.pollOne(down("c k3F9aQ_x 1 5 led on")),
              "and again");
}

void resultTextsMayTakeNoMemory() {
  Memory<1, 2, 0> memory;
  memset(&memory, 0x5A, sizeof(memory));
  Ring ring(memory);
  ring.start(1, 0);
  ring.results.remember(7, ResultCode::Busy, "later");
  ring.results.remember(8, ResultCode::Ok, "now");
  CHECK(ring.results.find(7)->code == static_cast<uint8_t>(ResultCode::Busy));
  CHECK_EQUAL(std::string(), std::string(Results::textOf(ring.results.find(8))), "cut to nothing");
  CHECK(ring.results.intact());
}

void anotherBoardOfThatIdKeepsItQuietForAMinute() {
  BenchBoard<4> board;
  board.poll();
  board.pollOne(down("e id "));
  uint32_t since = board.now;
  while (board.now - since < 60000) {
    CHECK_EQUAL(size_t(0), board.poll().size(), "quiet");
    board.now += 7;
  }
  CHECK_EQUAL(size_t(0), board.pollOne().find("H uno-1 "), "then hello");
}

void anotherSessionRenumbersWhatIsHeld() {
  BenchBoard<4> board;
  board.meet(SESSION);
  for (int i = 1; i <= 3; i++) {
    board.reading("{\"t\":" + std::to_string(i) + "}");
    board.now += 100;
  }
  board.poll(down("a k3F9aQ_x 2"));
  board.poll(down("?"));
  std::string hello = board.lines.at(0);
  CHECK(hello.find(" k3F9aQ_x 3 4 4 60 ") != std::string::npos);
  std::string nonce = hello.substr(hello.find(' ', 2) + 1, 8);
  CHECK_EQUAL(std::string("R ZZZZZZZZ 1 1 100 {\"t\":3}"),
              board.pollOne(down("w " + nonce + " ZZZZZZZZ")), "from 1");
}

void fourLogLinesInTenSeconds() {
  BenchBoard<4> board;
  for (int i = 0; i < 6; i++) {
    board.link->log(LogLevel::Warn, "battery\t3.1 V", false, board.now);
  }
  CHECK_EQUAL(size_t(4), board.lines.size(), "four");
  CHECK_EQUAL(std::string("L warn battery?3.1 V"), board.lines.at(0), "a tab may not stand");
  CHECK_EQUAL(2, int(board.link->logsDropped()), "two were dropped");
  board.now += 10000;
  board.link->log(LogLevel::Debug, std::string(400, 'x').c_str(), false, board.now);
  CHECK_EQUAL(size_t(250 - 11), board.lines.at(4).size(), "cut to fit");
}

void theTimeIsKept() {
  BenchBoard<4> board;
  CHECK_EQUAL(0u, board.link->clock().seconds(board.now), "none");
  board.pollOne(down("t 1764000000123 s"));
  board.now += 900;
  CHECK_EQUAL(1764000001u, board.link->clock().seconds(board.now), "seconds");
  CHECK_EQUAL(23, int(board.link->clock().millis(board.now)), "millis");
  CHECK(board.link->clock().synchronised());
  board.pollOne(down("t 999999999999999 u"));
  CHECK_EQUAL(1764000001u, board.link->clock().seconds(board.now), "beyond 2106: as before");
  board.pollOne(down("t 7 u"));
  CHECK_EQUAL(0u, board.link->clock().seconds(board.now), "the clock's own zero");
  CHECK(!board.link->clock().synchronised());
}

void aNameThatIsNoIdStaysSilent() {
  for (const char* name : {"", "a b", "grad°", "ddddddddddddddddddddddddddddddddd"}) {
    BenchBoard<4> board;
    board.device = name;
    board.start();
    CHECK_EQUAL(size_t(0), board.poll(down("?")).size(), name);
    CHECK(!board.reading("{}"));
  }
}

}  // namespace

int main() {
  saysHelloAtOnceThenSlower();
  sendsNothingBeforeTheWelcome();
  aWelcomeBeforeAnyHelloIsIgnored();
  readingsFollowTheWelcomeAndStayUntilTheyAreSafe();
  aBacklogTakesHalfTheLine();
  silenceLeadsToProbesOfTheOldest();
  aHoldKeepsTheBoardQuiet();
  aHoldLastsAMinuteAtMost();
  aRepeatGoesBack();
  aFullRingDropsItsOldestAndSaysSo();
  aReadingThatMayNotStandInALineIsRefused();
  everyLineFitsWhateverTheNumbers();
  aResetKeepsReadingsAndWhatWasSaid();
  aReadingTakenAfterTheLastPollHasItsAge();
  brokenMemoryStartsAnew();
  anotherBoardsMemoryIsNotTaken();
  aCommandIsDoneOnceAndAnsweredAlways();
  aReadingTakenByACommandThatTookItsTimeIsNew();
  aBoardWithoutAFunctionForCommandsHasNoChannelForThem();
  resultTextsMayTakeNoMemory();
  anotherBoardOfThatIdKeepsItQuietForAMinute();
  anotherSessionRenumbersWhatIsHeld();
  fourLogLinesInTenSeconds();
  theTimeIsKept();
  aNameThatIsNoIdStaysSilent();
  return finish("board");
}
