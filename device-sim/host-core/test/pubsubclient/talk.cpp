// Lets a PubSubClient, the genuine one or the stand-in, have a conversation from a script, and
// prints what it did. Time is virtual: it stands but for `at`, and while the library waits.
//
//   at 15001                     it is so many milliseconds after the start
//   in 20020000                  bytes have come
//   later 500 in D000            the same, in so many milliseconds, while the library waits
//   gone | later 500 gone        the other side has closed
//   refuse                       no connection can be made
//   takes 7                      the socket takes so many further bytes, then no more
//   new [keepalive buffer timeout]   another client, at the beginning
//   anything else                is a call of the library, by its name; texts as words, - for none
//
// What it did is printed below each line: `  500 out 101F...`, `  500 connect host:1883`, `stop`,
// `flush`, `message TOPIC HEX`, and what the call returned with the state after it.
#include <PubSubClient.h>
#include <stdio.h>

#include <deque>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

static unsigned long now = 0;
static std::vector<uint8_t> written;

static void printWritten() {
  if (!written.empty()) {
    printf("  %lu out ", now);
    for (uint8_t byte : written) {
      printf("%02X", byte);
    }
    printf("\n");
    written.clear();
  }
}

static void note(const std::string& what) {
  printWritten();
  printf("  %lu %s\n", now, what.c_str());
}

static std::string hex(const uint8_t* bytes, size_t size) {
  std::string text;
  char two[3];
  for (size_t i = 0; i < size; i++) {
    snprintf(two, sizeof(two), "%02X", bytes[i]);
    text += two;
  }
  return text.empty() ? "-" : text;
}

// The socket.
class Socket : public Client {
 public:
  bool open = false;
  bool refuses = false;
  long takes = 1000000;
  std::deque<uint8_t> input;
  std::multimap<unsigned long, std::function<void()>> later;

  int connect(IPAddress ip, uint16_t port) override {
    std::ostringstream host;
    host << int(ip[0]) << '.' << int(ip[1]) << '.' << int(ip[2]) << '.' << int(ip[3]);
    return connect(host.str().c_str(), port);
  }

  int connect(const char* host, uint16_t port) override {
    note(std::string("connect ") + host + ":" + std::to_string(port));
    open = !refuses;
    return open ? 1 : 0;
  }

  size_t write(uint8_t byte) override { return write(&byte, 1); }

  size_t write(const uint8_t* bytes, size_t size) override {
    size_t taken = std::min(size, static_cast<size_t>(takes));
    takes -= static_cast<long>(taken);
    written.insert(written.end(), bytes, bytes + taken);
    return taken;
  }

  // Who asks again and again waits.
  int available() override {
    if (!input.empty()) {
      asked_ = 0;
    } else if (++asked_ > 20) {
      asked_ = 0;
      printWritten();
      now++;
      while (!later.empty() && later.begin()->first <= now) {
        std::function<void()> what = later.begin()->second;
        later.erase(later.begin());
        what();
      }
    }
    return static_cast<int>(input.size());
  }

  int read() override {
    if (input.empty()) {
      return -1;
    }
    uint8_t byte = input.front();
    input.pop_front();
    return byte;
  }

  int read(uint8_t*, size_t) override { return -1; }
  int peek() override { return input.empty() ? -1 : input.front(); }
  void flush() override { note("flush"); }

  void stop() override {
    note("stop");
    open = false;
    input.clear();
  }

  uint8_t connected() override { return open; }
  operator bool() override { return open; }
  void called() { asked_ = 0; }

 private:
  int asked_ = 0;
};

class Sink : public Stream {
 public:
  std::vector<uint8_t> got;
  size_t write(uint8_t byte) override {
    got.push_back(byte);
    return 1;
  }
  size_t write(const uint8_t*, size_t) override { return 0; }
  int available() override { return 0; }
  int read() override { return -1; }
  int peek() override { return -1; }
};

static Socket client;
static Sink sink;
static std::unique_ptr<PubSubClient> library;
static std::string answerTopic;

unsigned long millis() { return now; }

static void message(char* topic, uint8_t* payload, unsigned int length) {
  note(std::string("message ") + topic + " " + hex(payload, length));
  if (!answerTopic.empty()) {
    library->publish(answerTopic.c_str(), "answer");
    note("topic is now " + hex(reinterpret_cast<uint8_t*>(topic), strlen(topic)));
  }
}

static const char* text(const std::string& word) { return word == "-" ? nullptr : word.c_str(); }

static std::vector<uint8_t> bytesOf(const std::string& digits) {
  std::vector<uint8_t> bytes;
  for (size_t i = 0; i + 1 < digits.size(); i += 2) {
    bytes.push_back(static_cast<uint8_t>(std::stoi(digits.substr(i, 2), nullptr, 16)));
  }
  return bytes;
}

/// `x*40` is forty of them.
static std::string expanded(const std::string& word) {
  size_t star = word.find('*');
  if (star == std::string::npos || star == 0) {
    return word;
  }
  std::string times;
  for (int i = std::stoi(word.substr(star + 1)); i > 0; i--) {
    times += word.substr(0, star);
  }
  return times;
}

static void begin(const std::vector<std::string>& words) {
  library.reset();
  client = Socket();
  now = 0;
  answerTopic.clear();
  library.reset(new PubSubClient(client));
  library->setServer("broker", 1883);
  library->setCallback(message);
  if (words.size() > 3) {
    library->setKeepAlive(static_cast<uint16_t>(std::stoi(words[1])));
    library->setBufferSize(static_cast<uint16_t>(std::stoi(words[2])));
    library->setSocketTimeout(static_cast<uint16_t>(std::stoi(words[3])));
  }
}

static void arrive(const std::string& digits) {
  std::vector<uint8_t> bytes = bytesOf(expanded(digits));
  client.input.insert(client.input.end(), bytes.begin(), bytes.end());
}

static int connectBy(const std::vector<std::string>& w) {
  switch (w.size()) {
    case 2:
      return library->connect(text(w[1]));
    case 4:
      return library->connect(text(w[1]), text(w[2]), text(w[3]));
    case 6:
      return library->connect(text(w[1]), text(w[2]), static_cast<uint8_t>(std::stoi(w[3])),
                              w[4] == "1", text(w[5]));
    case 8:
      return library->connect(text(w[1]), text(w[2]), text(w[3]), text(w[4]),
                              static_cast<uint8_t>(std::stoi(w[5])), w[6] == "1", text(w[7]));
    default:
      return library->connect(text(w[1]), text(w[2]), text(w[3]), text(w[4]),
                              static_cast<uint8_t>(std::stoi(w[5])), w[6] == "1", text(w[7]),
                              w.at(8) == "1");
  }
}

static int call(const std::vector<std::string>& w) {
  const std::string& name = w[0];
  bool retained = w.back() == "retained";
  if (name == "connect") {
    return connectBy(w);
  } else if (name == "loop") {
    return library->loop();
  } else if (name == "connected") {
    return library->connected();
  } else if (name == "disconnect") {
    library->disconnect();
    return 0;
  } else if (name == "publish") {
    return library->publish(text(w[1]), text(w[2]), retained);
  } else if (name == "publish_P") {
    return library->publish_P(text(w[1]), text(w[2]), retained);
  } else if (name == "beginPublish") {
    return library->beginPublish(text(w[1]), static_cast<unsigned>(std::stoul(w[2])), retained);
  } else if (name == "write") {
    return static_cast<int>(
        library->write(reinterpret_cast<const uint8_t*>(w[1].data()), w[1].size()));
  } else if (name == "endPublish") {
    return library->endPublish();
  } else if (name == "subscribe") {
    return w.size() > 2 ? library->subscribe(text(w[1]), static_cast<uint8_t>(std::stoi(w[2])))
                        : library->subscribe(text(w[1]));
  } else if (name == "unsubscribe") {
    return library->unsubscribe(text(w[1]));
  } else if (name == "setBufferSize") {
    return library->setBufferSize(static_cast<uint16_t>(std::stoi(w[1])));
  } else if (name == "getBufferSize") {
    return library->getBufferSize();
  }
  std::cerr << "not a call: " << name << "\n";
  exit(2);
}

static bool event(const std::vector<std::string>& w) {
  if (w[0] == "new") {
    begin(w);
  } else if (w[0] == "at") {
    now = std::stoul(w[1]);
  } else if (w[0] == "in") {
    arrive(w[1]);
  } else if (w[0] == "gone") {
    client.open = false;
  } else if (w[0] == "refuse") {
    client.refuses = true;
  } else if (w[0] == "takes") {
    client.takes = std::stol(w[1]);
  } else if (w[0] == "answers") {
    answerTopic = w[1];
  } else if (w[0] == "stream") {
    library->setStream(sink);
  } else if (w[0] == "server") {
    std::vector<uint8_t> ip = bytesOf(w[1]);
    library->setServer(ip.data(), static_cast<uint16_t>(std::stoi(w[2])));
  } else if (w[0] == "deaf") {
    library->setCallback(nullptr);
  } else if (w[0] == "later") {
    std::vector<std::string> what(w.begin() + 2, w.end());
    client.later.emplace(now + std::stoul(w[1]), [what] { event(what); });
  } else {
    return false;
  }
  return true;
}

int main() {
  begin({});
  for (std::string line; std::getline(std::cin, line);) {
    std::cout << line << std::endl;
    if (line.empty() || line[0] == '#') {
      continue;
    }
    std::istringstream stream(line);
    std::vector<std::string> words;
    for (std::string word; stream >> word;) {
      words.push_back(words.empty() || words[0] == "in" ? word : expanded(word));
    }
    if (!event(words)) {
      client.called();
      int result = call(words);
      printWritten();
      printf("  %lu = %d, state %d\n", now, result, library->state());
      if (!sink.got.empty()) {
        printf("  %lu stream %s\n", now, hex(sink.got.data(), sink.got.size()).c_str());
        sink.got.clear();
      }
    }
    fflush(stdout);
  }
  return 0;
}
