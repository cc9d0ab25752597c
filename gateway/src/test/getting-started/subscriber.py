"""A subscriber as MQTT introductions write it: paho, callbacks, JSON with the raw text as a fallback.

Usage: subscriber.py HOST PORT COUNT. Prints one line per message and ends after COUNT of them.
"""

import json
import sys

import paho.mqtt.client as mqtt

host, port, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
seen = 0


def on_connect(client, userdata, flags, rc):
    print("connected", rc, flush=True)
    client.subscribe("/sensors/#", qos=1)


def on_subscribe(client, userdata, mid, granted_qos):
    print("subscribed", flush=True)


def on_message(client, userdata, message):
    global seen
    text = message.payload.decode("utf-8")
    try:
        reading = json.loads(text)
        print("parsed", message.topic, json.dumps(reading, sort_keys=True), flush=True)
    except ValueError:
        print("raw", message.topic, text, flush=True)
    seen += 1
    if seen == count:
        client.disconnect()


# paho 2 asks for the style of callbacks, paho 1 knows only this one
if hasattr(mqtt, "CallbackAPIVersion"):
    client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION1, client_id="subscriber_001")
else:
    client = mqtt.Client(client_id="subscriber_001")
client.on_connect = on_connect
client.on_subscribe = on_subscribe
client.on_message = on_message
client.connect(host, port, keepalive=60)
client.loop_forever()
