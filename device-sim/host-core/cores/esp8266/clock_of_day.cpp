#include <errno.h>
#include <string.h>
#include <sys/time.h>

#include "Arduino.h"
#include "host.h"
#include "sntp.h"

// What a sketch calls for the time of day: linked with --wrap, as it must not see the PC's.
extern "C" {
time_t __wrap_time(time_t* into);
int __wrap_gettimeofday(struct timeval* into, void* zone);
int __wrap_settimeofday(const struct timeval* time, const struct timezone* zone);
int __wrap_clock_gettime(clockid_t clock, struct timespec* into);
#if __SIZEOF_LONG__ == 4
// With a time of 64 bits these are called by other names.
time_t __wrap___time64(time_t*) __attribute__((alias("__wrap_time")));
int __wrap___gettimeofday64(struct timeval*, void*) __attribute__((alias("__wrap_gettimeofday")));
int __wrap___settimeofday64(const struct timeval*, const struct timezone*)
    __attribute__((alias("__wrap_settimeofday")));
int __wrap___clock_gettime64(clockid_t, struct timespec*)
    __attribute__((alias("__wrap_clock_gettime")));
#endif
uint32_t sntp_update_delay_MS_rfc_not_less_than_15000() __attribute__((weak));
uint32_t sntp_startup_delay_MS_rfc_not_less_than_60000() __attribute__((weak));
}

namespace {

constexpr uint32_t HOUR_MILLIS = 3600 * 1000;
constexpr uint32_t RETRY_MILLIS = 15 * 1000;
/// Until the network is there it looks so often.
constexpr uint32_t LOOK_MILLIS = 500;
/// What an answer of a time server takes.
constexpr uint32_t ANSWER_MILLIS = 30;
constexpr int SERVERS = 3;

/// Added to the time since the start: nothing, until somebody sets the clock.
uint64_t shiftMicros_ = 0;
bool sntpRuns_ = false;
uint32_t timer_ = 0;
String* servers_ = nullptr;
BoolCB* told_ = nullptr;

uint64_t nowMicros() {
  host::spend(host::MICROSECOND);
  return host::micros() + shiftMicros_;
}

void setClock(uint64_t micros, bool fromServer) {
  shiftMicros_ = micros - host::micros();
  if (told_ != nullptr && *told_) {
    (*told_)(fromServer);
  }
}

void ask(void*);

void askIn(uint32_t millis) {
  timer_ = host::timer(host::now() + millis * host::MILLISECOND, ask, nullptr);
}

bool hasServer() {
  for (int i = 0; servers_ != nullptr && i < SERVERS; i++) {
    if (!servers_[i].isEmpty()) {
      return true;
    }
  }
  return false;
}

void answered(void*) {
  timer_ = 0;
  host::In answer = host::ask(host::Out(host::CLOCK));
  uint64_t unixMillis = answer.u64();
  if (!answer.boolean()) {
    askIn(RETRY_MILLIS);
    return;
  }
  uint32_t again = sntp_update_delay_MS_rfc_not_less_than_15000 == nullptr
                       ? HOUR_MILLIS
                       : sntp_update_delay_MS_rfc_not_less_than_15000();
  askIn(again);
  setClock(unixMillis * 1000, true);
}

/// The servers' names are not looked at: the simulator knows one time, which its scenario sets.
void ask(void*) {
  if (!host::networkIsUp()) {
    askIn(LOOK_MILLIS);
  } else if (hasServer()) {
    timer_ = host::timer(host::now() + ANSWER_MILLIS * host::MILLISECOND, answered, nullptr);
  }
}

void setServers(const char* first, const char* second, const char* third) {
  sntp_setservername(0, first);
  sntp_setservername(1, second);
  sntp_setservername(2, third);
}

/// A sketch begins in UTC, wherever the PC is.
__attribute__((constructor(103))) void beginZone() { setTZ("UTC0"); }

}  // namespace

extern "C" {

time_t __wrap_time(time_t* into) {
  time_t seconds = static_cast<time_t>(nowMicros() / 1000000);
  if (into != nullptr) {
    *into = seconds;
  }
  return seconds;
}

int __wrap_gettimeofday(struct timeval* into, void*) {
  uint64_t micros = nowMicros();
  if (into != nullptr) {
    into->tv_sec = static_cast<time_t>(micros / 1000000);
    into->tv_usec = static_cast<suseconds_t>(micros % 1000000);
  }
  return 0;
}

int __wrap_settimeofday(const struct timeval* time, const struct timezone* zone) {
  if (zone != nullptr || time == nullptr) {
    return EINVAL;
  }
  setClock(static_cast<uint64_t>(time->tv_sec) * 1000000 + static_cast<uint64_t>(time->tv_usec),
           false);
  return 0;
}

/// As there, every clock counts from the start.
int __wrap_clock_gettime(clockid_t, struct timespec* into) {
  uint64_t micros = micros64();
  into->tv_sec = static_cast<time_t>(micros / 1000000);
  into->tv_nsec = static_cast<long>(micros % 1000000 * 1000);
  return 0;
}

void tune_timeshift64(uint64_t now) { shiftMicros_ = now - host::micros(); }

void sntp_init() {
  if (!sntpRuns_) {
    sntpRuns_ = true;
    askIn(sntp_startup_delay_MS_rfc_not_less_than_60000 == nullptr
              ? 0
              : sntp_startup_delay_MS_rfc_not_less_than_60000());
  }
}

void sntp_stop() {
  sntpRuns_ = false;
  host::cancel(timer_);
  timer_ = 0;
}

bool sntp_enabled() { return sntpRuns_; }

void sntp_setservername(unsigned char index, const char* name) {
  if (servers_ == nullptr) {
    servers_ = new String[SERVERS];
  }
  if (index < SERVERS) {
    servers_[index] = name;
  }
}

const char* sntp_getservername(unsigned char index) {
  bool known = servers_ != nullptr && index < SERVERS && !servers_[index].isEmpty();
  return known ? servers_[index].c_str() : nullptr;
}

uint32_t sntp_get_current_timestamp() { return static_cast<uint32_t>(__wrap_time(nullptr)); }

char* sntp_get_real_time(time_t time) { return ctime(&time); }

bool sntp_set_timezone_in_seconds(int32_t seconds) {
  configTime(seconds, 0, sntp_getservername(0), sntp_getservername(1), sntp_getservername(2));
  return true;
}

bool sntp_set_timezone(int8_t hours) { return sntp_set_timezone_in_seconds(3600 * hours); }

}  // extern "C"

void setTZ(const char* zone) {
  host::OwnMemory environment;
  setenv("TZ", zone, 1);
  tzset();
}

void configTime(const char* zone, const char* server1, const char* server2, const char* server3) {
  sntp_stop();
  setServers(server1, server2, server3);
  setTZ(zone);
  sntp_init();
}

void configTime(int zoneSeconds, int summerSeconds, const char* server1, const char* server2,
                const char* server3) {
  // In POSIX, west is positive.
  int west = -(zoneSeconds + summerSeconds);
  char zone[40];
  snprintf(zone, sizeof zone, "GMT%s%d:%02d:%02d", west < 0 ? "-" : "", abs(west) / 3600,
           abs(west) / 60 % 60, abs(west) % 60);
  configTime(zone, server1, server2, server3);
}

void configTime(int zoneSeconds, int summerSeconds, String server1, String server2,
                String server3) {
  configTime(zoneSeconds, summerSeconds, server1.c_str(), server2.c_str(), server3.c_str());
}

void configTime(const char* zone, String server1, String server2, String server3) {
  configTime(zone, server1.c_str(), server2.c_str(), server3.c_str());
}

bool getLocalTime(struct tm* into, uint32_t millisToWait) {
  constexpr int KNOWN_YEAR = 2016 - 1900;
  for (uint32_t begun = millis(); static_cast<uint32_t>(millis()) - begun <= millisToWait;) {
    time_t now = __wrap_time(nullptr);
    localtime_r(&now, into);
    if (into->tm_year > KNOWN_YEAR) {
      return true;
    }
    delay(10);
  }
  return false;
}

void settimeofday_cb(const BoolCB& callback) {
  if (told_ == nullptr) {
    told_ = new BoolCB;
  }
  *told_ = callback;
}

void settimeofday_cb(const TrivialCB& callback) {
  settimeofday_cb(BoolCB([callback](bool) { callback(); }));
}
