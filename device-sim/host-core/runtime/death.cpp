#include <execinfo.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <ucontext.h>
#include <unistd.h>

#include <initializer_list>

#include "turn.h"

namespace tgsim {
namespace {

#ifndef __SANITIZE_ADDRESS__
constexpr uint32_t ILLEGAL = 0;
constexpr uint32_t DIVISION = 6;
constexpr uint32_t LOAD = 28;
constexpr uint32_t STORE = 29;

uint32_t causeOf(int signal, void* state) {
  if (signal == SIGFPE) {
    return DIVISION;
  }
  if (signal == SIGILL) {
    return ILLEGAL;
  }
#if defined(__x86_64__) || defined(__i386__)
  bool store = (static_cast<ucontext_t*>(state)->uc_mcontext.gregs[REG_ERR] & 2) != 0;
#elif defined(__arm__)
  // an emulator does not say, and it counts as a read
  bool store = (static_cast<ucontext_t*>(state)->uc_mcontext.error_code & 0x800) != 0;
#else
  bool store = state == nullptr;
#endif
  return store ? STORE : LOAD;
}

/// Where it happened goes to standard error, for whoever runs the simulator.
void trace() {
  void* frames[32];
  int count = backtrace(frames, 32);
  backtrace_symbols_fd(frames, count, 2);
}

void crashed(int signal, siginfo_t* info, void* state) {
  char words[64];
  trace();
  if (signal == SIGABRT) {
    die(How::ABORT, "Abort called");
  }
  snprintf(words, sizeof words, "excvaddr=0x%08lx",
           static_cast<unsigned long>(reinterpret_cast<uintptr_t>(info->si_addr)) & 0xFFFFFFFF);
  die(How::EXCEPTION, words, causeOf(signal, state));
}

void watchCrashes() {
  // Of the sketch's own stack nothing may be left.
  static char stack[64 * 1024];
  stack_t other = {};
  other.ss_sp = stack;
  other.ss_size = sizeof stack;
  sigaltstack(&other, nullptr);
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_sigaction = crashed;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  for (int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT}) {
    sigaction(signal, &action, nullptr);
  }
}
#else
/// The sanitizer says more than we could, and ends the process.
void watchCrashes() {}
#endif

/// Microseconds of the PC's processor; an emulator needs more of them for the same.
constexpr int TICK = 10000;
constexpr int EMULATED_TICK = 40000;

void tick(int) { onTick(); }

}  // namespace

void die(How how, const char* words, uint32_t cause, uint64_t sleepMicros) {
  // What happens from here on is no crash of its own.
  static bool dying = false;
  if (dying) {
    _exit(4);
  }
  dying = true;
  Inside inside;
  if (how != How::EXCEPTION && how != How::ABORT) {
    catchUp();
  }
  runBeforeHandover();
  sendFrame(Out(DEATH)
                .u8(static_cast<uint8_t>(how))
                .u32(cause)
                .u64(sleepMicros)
                .text(words)
                .blob(rtc(), RTC_BYTES));
  _exit(0);
}

void watchSignals() {
  watchCrashes();
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = tick;
  action.sa_flags = SA_RESTART;
  sigaction(SIGPROF, &action, nullptr);
  itimerval every = {};
  bool emulated = getenv("TIDEGATE_EMULATED") != nullptr;
  every.it_interval.tv_usec = every.it_value.tv_usec = emulated ? EMULATED_TICK : TICK;
  setitimer(ITIMER_PROF, &every, nullptr);
}

}  // namespace tgsim
