// Pure parts of the script.
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { parseGrid } from "../src/grid.js";
import { Hub } from "../src/live/hub.js";
import { addUp, basisPoints } from "../src/shares.js";

class Stream extends EventTarget {
  constructor(url) { super(); this.url = new URL(url); }
  close() { this.closed = true; }
  say(seq, topics) {
    this.dispatchEvent(Object.assign(new Event("refresh"), { data: JSON.stringify({ topics, request: "" }), lastEventId: String(seq) }));
  }
}

function hubWithStreams() {
  const streams = [];
  const hub = new Hub({ open: (url) => { const stream = new Stream(url); streams.push(stream); return stream; }, random: () => 0.5 });
  return { hub, streams, url: "http://x/live" };
}

test("a_tab_hears_only_its_own_topics", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { hub, streams, url } = hubWithStreams();
  const [one, two] = [mock.fn(), mock.fn()];
  hub.follow(one, { url, topics: ["board"], seq: 5 });
  hub.follow(two, { url, topics: ["deal:1"], seq: 9 });
  t.mock.timers.tick(50);
  assert.equal(streams.length, 1);
  assert.equal(streams[0].url.search, "?topics=board%2Cdeal%3A1&last=5");
  streams[0].say(10, ["deal:1"]);
  assert.deepEqual([one.mock.callCount(), two.mock.callCount()], [0, 1]);
});

test("a_topic_already_carried_opens_no_new_stream", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { hub, streams, url } = hubWithStreams();
  const tab = mock.fn();
  hub.follow(tab, { url, topics: ["board", "deal:1"], seq: 5 });
  t.mock.timers.tick(50);
  hub.follow(tab, { url, topics: ["board"], seq: 6 });
  t.mock.timers.tick(50);
  assert.equal(streams.length, 1);
});

test("a_page_drawn_before_the_last_word_looks_again_at_once", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { hub, streams, url } = hubWithStreams();
  hub.follow(mock.fn(), { url, topics: ["board"], seq: 5 });
  t.mock.timers.tick(50);
  streams[0].say(8, ["board"]);
  const late = mock.fn();
  hub.follow(late, { url, topics: ["board"], seq: 7 });
  assert.deepEqual(late.mock.calls[0].arguments, [{ seq: 8, topics: ["board"], request: "" }]);
});

test("a_lost_stream_is_tried_again_later_each_time_and_asks_for_what_was_missed", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { hub, streams, url } = hubWithStreams();
  hub.follow(mock.fn(), { url, topics: ["board"], seq: 5 });
  t.mock.timers.tick(50);
  streams[0].say(8, ["board"]);
  streams[0].dispatchEvent(new Event("error"));
  t.mock.timers.tick(1999);
  assert.equal(streams.length, 1);
  t.mock.timers.tick(1);
  assert.equal(streams[1].url.searchParams.get("last"), "8");
  streams[1].dispatchEvent(new Event("error"));
  t.mock.timers.tick(3999);
  assert.equal(streams.length, 2);
  t.mock.timers.tick(1);
  assert.equal(streams.length, 3);
});

test("nobody_listening_holds_no_stream", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { hub, streams, url } = hubWithStreams();
  const tab = mock.fn();
  hub.follow(tab, { url, topics: ["board"], seq: 5 });
  t.mock.timers.tick(50);
  hub.leave(tab);
  assert.equal(streams[0].closed, true);
});

test("shares_are_counted_in_basis_points", () => {
  assert.deepEqual([basisPoints("47.5"), basisPoints("47,25"), basisPoints(""), basisPoints("a third")], [4750, 4725, 0, undefined]);
  assert.deepEqual(addUp(["33.33", "33.33", "33.34"]), { sum: 10_000, off: 0 });
  assert.deepEqual(addUp(["50", "47.5"]), { sum: 9750, off: 250 });
  assert.equal(addUp(["50", "x"]), undefined);
});

test("a_grid_from_a_spreadsheet_keeps_its_cells", () => {
  assert.deepEqual(parseGrid('1\t2\r\n3\t"a ""b""\tc"\r\n'), [["1", "2"], ["3", 'a "b"\tc']]);
  assert.deepEqual(parseGrid("160,000"), [["160,000"]]);
  assert.deepEqual(parseGrid("1\t\n\t4"), [["1", ""], ["", "4"]]);
});
