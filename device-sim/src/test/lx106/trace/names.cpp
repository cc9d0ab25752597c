// Names of all kinds that sketches and their libraries have; it is compiled, not run.
using size_t = decltype(sizeof(0));
void* operator new(size_t, void* where) noexcept { return where; }
void* operator new(size_t) { return nullptr; }
void* operator new[](size_t) { return nullptr; }
void operator delete(void*) noexcept {}
void operator delete(void*, size_t) noexcept {}
void operator delete[](void*) noexcept {}

namespace std {
enum class byte_order { little, big };
template <class T> struct char_traits {};
template <class T> struct allocator { allocator() {} };
template <class T, class Traits = char_traits<T>, class Allocator = allocator<T>>
struct basic_string { int length() const { return 0; } };
using string = basic_string<char>;
template <class> class function;
template <class R, class... A> class function<R(A...)> {
 public:
  template <class F> function(F f) { call = [](void* it, A...) -> R { return R(); }; (void)f; }
  R operator()(A... a) const { return call(nullptr, a...); }
  R (*call)(void*, A...);
};
template <class... T> struct tuple { tuple() {} };
template <class A, class B> struct pair { A first; B second; pair(A a, B b) : first(a), second(b) {} };
template <class T> T&& forward(T& t) { return static_cast<T&&>(t); }
template <class T> const T& max(const T& a, const T& b) { return a < b ? b : a; }
}  // namespace std

namespace {
volatile int hidden = 1;
int secret(int a) { return a + hidden; }
struct Inner { virtual void visit(); };
void Inner::visit() {}
}  // namespace

static void once() {}

namespace house {
enum Room { KITCHEN, CELLAR = -2 };
template <class T, unsigned N> class Ring {
 public:
  Ring() { once(); }
  ~Ring() {}
  void push(const T& one) { (void)one; }
  template <class U> U as(U (*to)(T)) const { return to(T()); }
  T& operator[](unsigned i) { return all[i]; }
  operator bool() const { return N; }
  T all[N];
};
template <Room R> struct Place { int id() volatile { return R; } };
template <void (*F)()> struct Task { void run() { F(); } };
template <class... T> struct Many { void all(T...) {} };
template <bool B, char C, long long L, const char* P> struct Values { void show() {} };
inline namespace v1 { struct Lamp { int on = 0; Lamp& operator=(const Lamp&); }; }
Lamp& Lamp::operator=(const Lamp& other) { on = other.on; return *this; }
bool operator==(const Lamp& a, const Lamp& b) { return a.on == b.on; }
bool operator<(const Lamp& a, const Lamp& b) { return a.on < b.on; }
Lamp operator+(const Lamp& a, int) { return a; }
Lamp& operator<<(Lamp& lamp, const char*) { return lamp; }
template <class T> Lamp& operator<<(Lamp& lamp, const Ring<T, 2>&) { return lamp; }
int operator""_cel(unsigned long long value) { return value; }
void wait();
void wait() {}
}  // namespace house

struct Left { virtual ~Left(); virtual int a(); int x; };
struct Right { virtual ~Right(); virtual Right* b(); int y; };
struct Both : Left, virtual Right { ~Both(); int a() override; Both* b() override; };
Left::~Left() {}
int Left::a() { return 1; }
Right::~Right() {}
Right* Right::b() { return this; }
Both::~Both() {}
int Both::a() { return 2; }
Both* Both::b() { return this; }

struct Sensor {
  Sensor(int pin) : pin(pin) {}
  int read(const char* name, unsigned char (&into)[4], void (*done)(int, float)) const;
  int each(int (Sensor::*what)(int) const, int Sensor::*which) { return (this->*what)(this->*which); }
  int plus(int n) const { return n + pin; }
  static int& shared() { static int one = secret(3); return one; }
  int pin;
};
int Sensor::read(const char* name, unsigned char (&into)[4], void (*done)(int, float)) const {
  auto more = [&](int a) { auto inner = [=] { return a + into[0]; }; return inner(); };
  struct Local { int give(int n) { static int count; return count += n; } } local;
  done(more(1), 2.f);
  return local.give(name[0]);
}

template <class F> int apply(F f) { return f(1); }
template <class T, class... Rest> int sum(T first, Rest&&... rest) {
  if constexpr (sizeof...(rest) > 0) return first + sum(static_cast<Rest&&>(rest)...);
  else return first;
}
void (*choose(int))(char) { return nullptr; }
int rows(const short (*table)[3][4], long double, wchar_t, char16_t, signed char&&) { return table[0][0][0]; }
extern const char text[] = "text";

int all() {
  house::Ring<int, 2> ring;
  house::Ring<house::Ring<const char*, 4>*, 1u> rings;
  ring.push(ring[0]);
  rings.push(nullptr);
  house::Lamp lamp;
  lamp << "a" << ring;
  house::Place<house::KITCHEN> kitchen;
  house::Place<house::CELLAR> cellar;
  house::Task<house::wait>().run();
  house::Many<>().all();
  house::Many<int, char*, house::Lamp&>().all(1, nullptr, lamp);
  house::Values<true, 'x', -5, text>().show();
  std::function<int(int, const char*)> call([](auto... x) { return int(sizeof...(x)); });
  std::function<void()> empty([] {});
  std::string name;
  std::tuple<int, std::pair<char, std::string>> tuple;
  std::pair<int (*)(char), int (&)[2]> pair(nullptr, ring.all);
  Sensor sensor(4);
  long l = std::max(1L, 2L);
  empty();
  return apply([&](int a) { return a + sensor.plus(2); }) + apply([](auto a) { return a; }) +
         sum(1, 2L, 3u) + call(1, "x") + name.length() + kitchen.id() + cellar.id() + l +
         sensor.each(&Sensor::plus, &Sensor::pin) + ring.as<long>([](int i) { return long(i); }) +
         std::forward<int&>(ring[1]) + bool(ring) + house::operator""_cel(21) +
         (lamp == lamp) + (lamp < lamp + 1) + (pair.first != nullptr) + Sensor::shared();
}
