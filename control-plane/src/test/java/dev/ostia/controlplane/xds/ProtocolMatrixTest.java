package dev.ostia.controlplane.xds;

import static dev.ostia.controlplane.xds.Sample.sample;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.translator.ResourceType;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each protocol does with each type over the life of a resource. */
class ProtocolMatrixTest {

  private final Harness server = new Harness();

  @AfterEach
  void close() {
    server.close();
  }

  record Cell(boolean delta, ResourceType type) {

    /** Fences must be of another type than the one that is tested. */
    ResourceType fence() {
      return type == ResourceType.SECRET ? ResourceType.ENDPOINT : ResourceType.SECRET;
    }

    boolean complete() {
      return !delta && Subscription.mayOmitNames(type);
    }

    @Override
    public String toString() {
      return (delta ? "delta " : "SotW ") + type;
    }
  }

  static Stream<Cell> cells() {
    return Stream.of(true, false)
        .flatMap(delta -> Stream.of(ResourceType.values()).map(type -> new Cell(delta, type)));
  }

  /** A client that asks for a and b by name, or for all where a type is asked for like that. */
  private ScriptedClient watching(Cell cell) {
    ScriptedClient client = server.client(cell.delta);
    watch(client, cell);
    return client;
  }

  private static void watch(ScriptedClient client, Cell cell) {
    if (Subscription.mayOmitNames(cell.type)) {
      client.watch(cell.type);
    } else {
      client.watch(cell.type, "a", "b");
    }
  }

  @ParameterizedTest
  @MethodSource("cells")
  void first(Cell cell) {
    ScriptedClient client = watching(cell);
    server.publish(sample().with(cell.type, "a=v1", "b=v1"));
    Received response = client.expectAndAck(cell.type, "a=v1", "b=v1");
    assertThat(response.controlPlane()).isEqualTo("ostia-test");
    client.expectNothing(cell.fence());
  }

  @ParameterizedTest
  @MethodSource("cells")
  void add(Cell cell) {
    server.publish(sample().with(cell.type, "b=v1"));
    ScriptedClient client = watching(cell);
    client.ack(client.expectLacking(cell.type, "a", "b=v1"));
    server.publish(sample().with(cell.type, "a=v1", "b=v1"));
    client.ack(client.expectChange(cell.type, "a=v1", "b=v1"));
    client.expectNothing(cell.fence());
  }

  @ParameterizedTest
  @MethodSource("cells")
  void change(Cell cell) {
    server.publish(sample().with(cell.type, "a=v1", "b=v1"));
    ScriptedClient client = watching(cell);
    client.expectAndAck(cell.type, "a=v1", "b=v1");
    server.publish(sample().with(cell.type, "a=v2", "b=v1"));
    client.ack(client.expectChange(cell.type, "a=v2", "b=v1"));
    client.expectNothing(cell.fence());
  }

  @ParameterizedTest
  @MethodSource("cells")
  void remove(Cell cell) {
    server.publish(sample().with(cell.type, "a=v1", "b=v1"));
    ScriptedClient client = watching(cell);
    client.expectAndAck(cell.type, "a=v1", "b=v1");
    server.publish(sample().with(cell.type, "b=v1"));
    if (cell.delta || cell.complete()) {
      client.expectGoneAndAck(cell.type, "a", "b=v1");
    }
    client.expectNothing(cell.fence());
    server.publish(sample().with(cell.type, "a=v1", "b=v1"));
    client.ack(client.expectChange(cell.type, "a=v1", "b=v1"));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void nackThenFix(Cell cell) {
    server.publish(sample().with(cell.type, "a=v1", "b=v1"));
    ScriptedClient client = watching(cell);
    client.expectAndAck(cell.type, "a=v1", "b=v1");
    server.publish(sample().with(cell.type, "a=bad", "b=v1"));
    client.nack(client.expectChange(cell.type, "a=bad", "b=v1"), "a is bad");
    client.expectNothing(cell.fence());
    server.publish(sample().with(cell.type, "a=v2", "b=v1"));
    client.ack(client.expectChange(cell.type, "a=v2", "b=v1"));
    client.expectNothing(cell.fence());
    assertThat(server.nacks).hasSize(1);
    assertThat(server.nacks.getFirst().error()).isEqualTo("a is bad");
    assertThat(server.nacks.getFirst().names()).contains("a");
    assertThat(server.events).contains("cleared " + cell.type);
  }

  @ParameterizedTest
  @MethodSource("cells")
  void nackOfTheFirstIsHeldToo(Cell cell) {
    server.publish(sample().with(cell.type, "a=bad"));
    ScriptedClient client = watching(cell);
    client.nack(client.expectLacking(cell.type, "b", "a=bad"), "a is bad");
    client.expectNothing(cell.fence());
    server.publish(sample().with(cell.type, "a=v1"));
    client.expectAndAck(cell.type, "a=v1");
  }

  @ParameterizedTest
  @MethodSource("cells")
  void reconnectWithTheSame(Cell cell) {
    server.publish(sample().with(cell.type, "a=v1", "b=v1"));
    String version = seenBefore(cell, "a=v1", "b=v1");
    ScriptedClient client = server.client(cell.delta);
    resume(client, cell, version, Map.of("a", "v1", "b", "v1"));
    client.expectNothing(cell.fence());
    server.publish(sample().with(cell.type, "a=v2", "b=v1"));
    client.ack(client.expectChange(cell.type, "a=v2", "b=v1"));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void reconnectAfterChangeAndRemoval(Cell cell) {
    server.publish(sample().with(cell.type, "a=v1", "b=v1"));
    String version = seenBefore(cell, "a=v1", "b=v1");
    server.publish(sample().with(cell.type, "b=v2"));
    ScriptedClient client = server.client(cell.delta);
    resume(client, cell, version, Map.of("a", "v1", "b", "v1"));
    if (!cell.delta) {
      client.expectAndAck(cell.type, "b=v2");
    } else if (cell.type == ResourceType.LISTENER) {
      Received both = client.next(cell.type);
      assertThat(both.resources()).containsExactly("b=v2");
      assertThat(both.removed()).containsExactly("a");
      client.ack(both);
    } else {
      Received change = client.expect(cell.type, "b=v2");
      client.ack(change);
      client.expectGoneAndAck(cell.type, "a");
    }
    client.expectNothing(cell.fence());
  }

  /** The type version that a client of an earlier stream was left with. */
  private String seenBefore(Cell cell, String... resources) {
    ScriptedClient earlier = watching(cell);
    return earlier.expectAndAck(cell.type, resources).version();
  }

  private static void resume(
      ScriptedClient client, Cell cell, String version, Map<String, String> versions) {
    String[] names = Subscription.mayOmitNames(cell.type) ? new String[0] : new String[] {"a", "b"};
    if (client instanceof DeltaClient delta) {
      delta.resume(cell.type, versions, names);
    } else if (client instanceof SotwClient sotw) {
      sotw.resume(cell.type, version, names);
    }
  }

  @ParameterizedTest
  @MethodSource("cells")
  void unsubscribe(Cell cell) {
    server.publish(sample().with(cell.type, "a=v1", "b=v1"));
    ScriptedClient client = server.client(cell.delta);
    client.watch(cell.type, "a", "b");
    client.expectAndAck(cell.type, "a=v1", "b=v1");
    client.unwatch(cell.type, "a");
    client.expectNothing(cell.fence());
    server.publish(sample().with(cell.type, "a=v2", "b=v1"));
    client.expectNothing(cell.fence());
    client.unwatch(cell.type, "b");
    client.expectNothing(cell.fence());
    server.publish(sample().with(cell.type, "a=v2", "b=v2"));
    client.expectNothing(cell.fence());
  }

  @ParameterizedTest
  @MethodSource("cells")
  void resubscribe(Cell cell) {
    server.publish(sample().with(cell.type, "a=v1", "b=v1"));
    ScriptedClient client = server.client(cell.delta);
    client.watch(cell.type, "a", "b");
    client.expectAndAck(cell.type, "a=v1", "b=v1");
    client.unwatch(cell.type, "a");
    client.expectNothing(cell.fence());
    client.watch(cell.type, "a");
    client.ack(client.expectChange(cell.type, "a=v1", "b=v1"));
    client.expectNothing(cell.fence());
  }

  @ParameterizedTest
  @MethodSource("cells")
  void aMissingNameDoesNotBlockOthers(Cell cell) {
    server.publish(sample().with(cell.type, "b=v1"));
    ScriptedClient client = server.client(cell.delta);
    client.watch(cell.type, "a", "b");
    client.ack(client.expectLacking(cell.type, "a", "b=v1"));
    server.publish(sample().with(cell.type, "a=v1", "b=v1"));
    client.ack(client.expectChange(cell.type, "a=v1", "b=v1"));
    client.expectNothing(cell.fence());
  }

  @ParameterizedTest
  @MethodSource("cells")
  void changesWhileAResponseIsUnansweredAreOneResponse(Cell cell) {
    server.publish(sample().with(cell.type, "a=v1", "b=v1"));
    ScriptedClient client = watching(cell);
    Received first = client.expect(cell.type, "a=v1", "b=v1");
    server.publish(sample().with(cell.type, "a=v2", "b=v1"));
    server.publish(sample().with(cell.type, "a=v3", "b=v1"));
    server.publish(sample().with(cell.type, "a=v4", "b=v1"));
    client.expectNothing(cell.fence());
    client.ack(first);
    client.ack(client.expectChange(cell.type, "a=v4", "b=v1"));
    client.expectNothing(cell.fence());
  }
}
