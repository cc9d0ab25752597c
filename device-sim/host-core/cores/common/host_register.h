#pragma once
#include <stdint.h>

/// Registers of a chip as objects: reading and writing one calls a function. Sketches use them under
/// the names that they have on the chip.
namespace tgsim {

template <class Word>
class Register {
 public:
  using Read = Word (*)(uint8_t);
  using Write = void (*)(uint8_t, Word);

  constexpr Register(Read read, Write write, uint8_t index, volatile Word* raw = nullptr)
      : read_(read), write_(write), raw_(raw), index_(index) {}
  Register(const Register&) = default;

  operator Word() const { return read_(index_); }
  Register& operator=(Word value) { return write(value); }
  Register& operator=(const Register& other) { return write(static_cast<Word>(other)); }
  Register& operator|=(Word value) { return write(read_(index_) | value); }
  Register& operator&=(Word value) { return write(read_(index_) & value); }
  Register& operator^=(Word value) { return write(read_(index_) ^ value); }
  Register& operator+=(Word value) { return write(read_(index_) + value); }
  Register& operator-=(Word value) { return write(read_(index_) - value); }
  Register& operator<<=(int bits) { return write(static_cast<Word>(read_(index_) << bits)); }
  Register& operator>>=(int bits) { return write(static_cast<Word>(read_(index_) >> bits)); }
  Register& operator++() { return *this += 1; }
  Register& operator--() { return *this -= 1; }
  Word operator++(int) { return static_cast<Word>((*this += 1) - 1); }
  Word operator--(int) { return static_cast<Word>((*this -= 1) + 1); }

  /// A place in memory that takes its part for whoever insists on a pointer.
  explicit operator volatile Word*() const { return raw_; }
  volatile Word* raw() const { return raw_; }
  uint8_t index() const { return index_; }

 private:
  Register& write(Word value) {
    write_(index_, value);
    return *this;
  }

  Read read_;
  Write write_;
  volatile Word* raw_;
  uint8_t index_;
};

/// What portOutputRegister() and its like give: with * it is the register itself; made into a plain
/// pointer it becomes the place in memory, which is looked at whenever time passes.
template <class Word>
class RegisterPointer {
 public:
  constexpr RegisterPointer(Register<Word> target, void (*insists)(uint8_t))
      : target_(target), insists_(insists) {}

  Register<Word>& operator*() { return target_; }
  operator volatile Word*() const {
    insists_(target_.index());
    return target_.raw();
  }

 private:
  Register<Word> target_;
  void (*insists_)(uint8_t);
};

}  // namespace tgsim
