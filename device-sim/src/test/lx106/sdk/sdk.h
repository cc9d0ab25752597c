/* An SDK in small, for tests: names as Espressif's, everything else our own, and kept elsewhere than
   any of theirs keeps it. */
#ifndef SDK_H
#define SDK_H

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;

#define REG(address) (*(volatile u32 *)(address))

/* in the ROM */
int ets_printf(const char *format, ...);
void ets_install_uart_printf(void);
void *ets_memcpy(void *to, const void *from, u32 count);
void *ets_memset(void *to, int value, u32 count);
int ets_memcmp(const void *one, const void *other, u32 count);
void ets_isr_attach(int number, void (*handler)(void *), void *argument);
void ets_isr_unmask(u32 lines);
void ets_run(void);
struct event {
  u32 signal, parameter;
};
void ets_task(void (*task)(struct event *), int priority, struct event *queue, int length);
int ets_post(int priority, u32 signal, u32 parameter);
struct frame {
  u32 pc;
};
void *_xtos_set_exception_handler(int cause, void (*handler)(struct frame *, int cause));
void ets_wdt_enable(int mode, int first, int second);
void software_reset(void);

struct timer {
  struct timer *next;
  u32 due;
  void (*function)(void *);
  void *argument;
  u32 armed;
};
void arm(struct timer *timer, u32 millis, void (*function)(void *), void *argument);
void disarm(struct timer *timer);
u32 now(void);
u32 noise(void);
void read_mac(u8 *mac);

void *pvPortZalloc(u32 size, const char *file, int line);
void vPortFree(void *memory, const char *file, int line);
u32 heap(void);

struct pbuf {
  struct pbuf *next;
  u8 *payload;
  u16 total, length;
  u16 references;
};
struct pbuf *pbuf_alloc(int layer, u16 length, int type);
u8 pbuf_free(struct pbuf *buffer);

struct netif {
  u8 ip[4];
  void (*input)(struct pbuf *); /* takes what comes, if there is one */
  u8 unused[20];
  void *state; /* at 28 */
  u8 mac[6];
};
int ethernet_input(struct pbuf *buffer, struct netif *netif);
void dhcp_start(struct netif *netif);
void dhcp_stop(struct netif *netif);
int ieee80211_output_pbuf(struct netif *netif, struct pbuf *buffer);

/* numbers as they go over the air */
void half(u8 *at, u32 value);
void word(u8 *at, u32 value);
u32 sum(const u8 *from, u32 count, u32 start);

struct profile {
  u8 unused[12];
  u32 length;
  char ssid[32];
  u8 between[7];
  char password[64];
};

/* what an application uses */
void wifi_init(void);
struct netif *wifi_netif(void);
struct profile *wifi_profile(void);
int wifi_station_connect(void);
int wifi_station_disconnect(void);
int wifi_station_get_rssi(void);
int wifi_station_get_connect_status(void);
int wifi_station_scan(void *config, void (*done)(void *, int));
extern u8 reconnect;
extern u8 router_mac[6];

/* one connection, to the broker */
void tcp_open(struct netif *netif, const u8 *router);
int tcp_write(const u8 *data, u32 count);
void tcp_close(void);
void tcp_forget(void);
int tcp_input(const u8 *ip, u32 count);
void on_open(void);
void on_data(const u8 *data, u32 count);
void on_closed(void);

/* its own network */
int wifi_softap_start(int unused);
void wifi_softap_stop(void);
int own_send(void);
void own_says(void);
void own_speaks(int is_long);
void wifi_promiscuous_enable(u8 wanted);
extern u8 own_denies;

/* ESP-NOW: whether the letter belongs to a wish of it */
int now_takes(u32 letter);
void now_speaks(void);

/* a publisher, from when it has an address until it has left */
void mqtt_begin(struct netif *netif, const u8 *router);
void mqtt_end(void);
void mqtt_publish(const char *topic, int retain, const char *payload);
void mqtt_loop(void);

/* restarts into the program that lies at 0x80000 of the flash; its length is the word before it */
void update(void);

/* what others of the network can have of it, and it of them */
int net_input(const u8 *ip, u32 count);
void net_letter(int letter);

/* what an application has to have */
void on_connected(void);
void on_disconnected(int reason);
void on_address(const u8 *ip);
void on_command(const char *words);
void on_tick(void);

#endif
