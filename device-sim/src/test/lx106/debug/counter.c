/* Counts for ever: for debuggers and traces to look at. With `wrong` set it does what ends it. */
#define NOINLINE __attribute__((noinline))

#ifndef PERIOD
#define PERIOD 5000
#endif

volatile int total;
volatile int wrong;
volatile int ticks;
volatile unsigned char last[4];

NOINLINE int add(int a, int b)
{
	total += b;
	return a + b;
}

NOINLINE int twice(int a)
{
	return add(a, a);
}

NOINLINE int follow(const int *where)
{
	return *where;
}

NOINLINE int slow(int n)
{
	int sum = 0;
	for (int i = 0; i < n; i++)
		sum ^= sum << 3 ^ i;
	return sum;
}

/* as the SDK names it */
unsigned xPortGetFreeHeapSize(void)
{
	return 41000 - (total & 1023);
}

unsigned umm_max_block_size(void)
{
	return 30000;
}

void on_interrupt(int lines)
{
	(void)lines;
	ticks++;
	/* the next one */
	*(volatile unsigned *)0x60000600 = PERIOD;
	*(volatile unsigned *)0x6000060c = 1;
}

int main(void)
{
	total = 0;
	wrong = 0;
	/* FRC1 once each PERIOD of its ticks, by its edge */
	*(volatile unsigned *)0x3ff00004 |= 2;
	*(volatile unsigned *)0x60000608 = 0x80;
	*(volatile unsigned *)0x60000600 = PERIOD;
	__asm__ volatile("wsr %0, intenable" ::"a"(1 << 9));
	for (int i = 1;; i++) {
		last[i & 3] = twice(i);
		last[0] = slow(20);
#ifdef WAITS
		__asm__ volatile("waiti 0");
#endif
		if (wrong)
			total = follow((const int *)wrong);
	}
}
