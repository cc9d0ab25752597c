// Connects many clients with MQTT.js, the library that MQTTX CLI is made of, and lets each publish
// every so often: node mqttjs-fleet.js PORT COUNT EVERY_MILLIS
const mqtt = require("mqtt");

const [port, count, everyMillis] = process.argv.slice(2).map(Number);
const most = 64;
let begun = 0;
let underWay = 0;

function begin() {
  while (begun < count && underWay < most) {
    begun += 1;
    underWay += 1;
    connect(begun);
  }
}

function connect(number) {
  const id = `mqttjs-${number}`;
  const client = mqtt.connect({
    host: "127.0.0.1",
    port,
    clientId: id,
    clean: true,
    keepalive: 15,
    reconnectPeriod: 5000,
  });
  let published = 0;
  client.on("error", () => {});
  client.once("connect", () => {
    underWay -= 1;
    begin();
    setInterval(() => {
      published += 1;
      const value = (22.5).toFixed(2);
      client.publish(`/sensors/${id}`, `{"device_id":"${id}","n":${published},"temperature":${value}}`);
    }, everyMillis);
  });
}

begin();
