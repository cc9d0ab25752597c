/* The station's half of the SDK, without a radio: what turns to one says so, which nobody wants to
   read. */
#include "wifi.h"

struct ic g_ic;

const char SDK_VERSION[] = "9.1.0-own";

enum { POLICY_RETRY = 1, EVENT_TASK = 20, LOST = 1000 };

u8 reconnect = POLICY_RETRY;
static struct netif netif;
static struct connection connection;
static struct manager manager;
static struct channel channel = {{0}, 3};
static struct event events[8];

int cnx_sta_connect_cmd(struct profile *profile, int wanted_channel);
void cnx_sta_leave(struct connection *from, struct node *node);
int ieee80211_sta_new_state(struct ic *ic, int state, int argument);

void radio(const char *what) { ets_printf("RADIO %s\n", what); }

/* 802.11's own, which the host does instead */
int chip_v6_rf_init(void) { return radio("init"), 1; }
int chip_v6_set_chan(void) { return radio("channel"), 1; }

int cnx_sta_connect_cmd(struct profile *profile, int wanted_channel) {
  radio(profile->ssid);
  return wanted_channel;
}

int ieee80211_send_mgmt(struct connection *from, int kind, int reason) {
  radio("management");
  return (int)from->state + kind + reason;
}

int ieee80211_output_pbuf(struct netif *from, struct pbuf *buffer) {
  struct connection *own = from->state;
  if (own->state != 5 || !buffer) {
    return 1;
  }
  radio("frame");
  return own->node->association;
}

int wifi_station_scan(void *config, void (*done)(void *, int)) {
  radio("scan");
  return config != (void *)done;
}

int wifi_station_get_rssi(void) { return radio("rssi"), 0; }

/* what the host calls */
struct channel *chm_get_current_channel(void) { return &channel; }

int wifi_set_channel(u8 number) {
  channel.number = number;
  phy_change_channel(2407 + 5 * (u32)number, 1, 0);
  return 1;
}

int wifi_station_get_reconnect_policy(void) { return reconnect; }

static void status(int reason) {
  struct connection *own = g_ic.connection;
  if (own->last != 1 && own->last != reason) {
    own->count = 0;
    own->status = 1;
  } else {
    own->count++;
    if ((reason == 2 && own->count == 1) || own->count == 3) {
      own->status = (u8)reason;
    }
  }
  own->last = (u8)reason;
}

static void cnx_connect_timeout(void *unused) {
  (void)unused;
  if (g_ic.connection->state != 0) {
    g_ic.connection->state = 0;
  }
  cnx_sta_connect_cmd(&g_ic.profile, 0);
}

static void retry(void) {
  if (wifi_station_get_reconnect_policy() == POLICY_RETRY) {
    arm(&g_ic.connection->retry, 1000, cnx_connect_timeout, 0);
  }
}

void cnx_start_handoff_cb(void *unused, int found) {
  (void)unused;
  if (found) {
    return;
  }
  ets_post(EVENT_TASK, LOST, 201);
  if (g_ic.connection->status == 0 && g_ic.connection->last == 0) {
    return;
  }
  status(3);
  retry();
}

void eagle_auth_done(void) {
  struct connection *own = g_ic.connection;
  struct node *node = own->node;
  u8 bssid[6];
  if (node->flags & 1) {
    return;
  }
  ets_printf("connected with %s, channel %d", g_ic.profile.ssid, node->channel->number);
  node->flags |= 1;
  ets_memcpy(bssid, own->bssid, 6);
  ets_printf(", bssid %02x%02x..%02x, aid %d\n", bssid[0], bssid[1], bssid[5], node->association);
  ets_post(EVENT_TASK, 0, 0);
  dhcp_start(own->netif);
}

void cnx_sta_leave(struct connection *from, struct node *node) {
  dhcp_stop(from->netif);
  if (!node) {
    ets_printf("ABORT no access point\n");
    return;
  }
  vPortFree(g_ic.keys[node->key], __FILE__, __LINE__);
  g_ic.keys[node->key] = 0;
  node->flags &= ~1u;
  g_ic.manager->current = 0;
  from->node = 0;
}

int ieee80211_sta_new_state(struct ic *ic, int state, int argument) {
  struct connection *own = ic->connection;
  struct node *current = ic->manager->current;
  u32 before = own->state;
  int reason = 0;
  own->state = (u32)state;
  if (state == 0 && before == 5) {
    reason = argument == 1 ? 200 : 8;
    disarm(&own->retry);
    if (argument == 1) {
      status(4);
    }
    ieee80211_send_mgmt(own, 0xa0, 8);
    cnx_sta_leave(own, current);
  } else if (state == 0 && before == 3) {
    reason = argument == 4 ? 4 : 203;
    disarm(&own->retry);
    if (own->node) {
      cnx_sta_leave(own, own->node);
    }
  } else if (state == 2 && before == 5 && (argument & 0xff) == 0xc0) {
    reason = argument >> 8;
    if (reason == 15) {
      status(2);
    }
    retry();
    cnx_sta_leave(own, current);
  }
  if (reason) {
    ets_post(EVENT_TASK, LOST, (u32)reason);
  }
  return 0;
}

/* what an application calls */
int wifi_station_get_connect_status(void) {
  return g_ic.connection ? g_ic.connection->status : 255;
}

int wifi_station_connect(void) {
  g_ic.connection->last = 0;
  g_ic.connection->count = 0;
  cnx_sta_connect_cmd(&g_ic.profile, 0);
  return 1;
}

int wifi_station_disconnect(void) {
  struct connection *own = g_ic.connection;
  own->last = own->count = own->status = 0;
  disarm(&own->retry);
  if (own->state) {
    ieee80211_sta_new_state(&g_ic, 0, 0);
  }
  return 1;
}

struct netif *wifi_netif(void) { return &netif; }

struct profile *wifi_profile(void) { return &g_ic.profile; }

static void event(struct event *happened) {
  if (happened->signal == LOST) {
    on_disconnected((int)happened->parameter);
  } else {
    on_connected();
  }
}

void wifi_init(void) {
  ets_task(event, EVENT_TASK, events, 8);
  read_mac(netif.mac);
  wDev_SetMacAddress(0, netif.mac);
  netif.state = &connection;
  connection.netif = &netif;
  g_ic.manager = &manager;
  g_ic.connection = &connection;
  own_init();
  chip_v6_rf_init();
  chip_v6_set_chan();
  wifi_set_channel(channel.number);
}
