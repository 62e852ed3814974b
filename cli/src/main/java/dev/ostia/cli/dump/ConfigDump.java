package dev.ostia.cli.dump;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.ostia.cli.CommandFailure;
import dev.ostia.cli.text.JsonText;
import dev.ostia.controlplane.text.MessageTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What Envoy's {@code /config_dump} holds, by section ({@code envoy.admin.v3.ListenersConfigDump}
 * and so on). A section is read when it is asked for.
 */
public final class ConfigDump {

  private static final String TYPE_URL_PREFIX = "type.googleapis.com/";

  private record Section(String typeUrl, Supplier<Message> message) {}

  private final List<Section> sections;
  private final Supplier<String> raw;

  private ConfigDump(List<Section> sections, Supplier<String> raw) {
    this.sections = List.copyOf(sections);
    this.raw = raw;
  }

  /**
   * Reads Envoy's answer.
   *
   * @throws CommandFailure if it is not a JSON object
   */
  public static ConfigDump parse(String json) {
    List<Section> sections = new ArrayList<>();
    for (DumpText.Section section : new DumpText(json).sections()) {
      sections.add(new Section(section.typeUrl(), () -> read(section)));
    }
    return new ConfigDump(sections, () -> json);
  }

  /** A dump made of messages rather than text. */
  public static ConfigDump of(io.envoyproxy.envoy.admin.v3.ConfigDump dump) {
    List<Section> sections = new ArrayList<>();
    for (Any part : dump.getConfigsList()) {
      sections.add(new Section(part.getTypeUrl(), () -> unpacked(part)));
    }
    return new ConfigDump(sections, () -> JsonText.of(MessageReader.tree(dump)));
  }

  private static Message unpacked(Any part) {
    try {
      return type(part.getTypeUrl()).getParserForType().parseFrom(part.getValue());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a section that was just packed cannot be read", e);
    }
  }

  private static Message read(DumpText.Section section) {
    return MessageReader.read(section.json(), type(section.typeUrl()));
  }

  private static Message type(String typeUrl) {
    return MessageTypes.find(typeUrl)
        .orElseThrow(() -> MessageReader.unreadable("no class is known for " + typeUrl));
  }

  /**
   * A section; the last one if there are several.
   *
   * @throws CommandFailure if the dump has none of this type
   */
  public <M extends Message> M section(M type) {
    return sections(type).getLast();
  }

  /** Whether the dump has a section of this type. */
  public boolean has(Message type) {
    return sections.stream().anyMatch(section -> section.typeUrl.equals(typeUrl(type)));
  }

  /**
   * All sections of a type, in order.
   *
   * @throws CommandFailure if the dump has none of this type
   */
  @SuppressWarnings("unchecked") // the type URL tells the type
  public <M extends Message> List<M> sections(M type) {
    String wanted = typeUrl(type);
    List<M> found =
        sections.stream()
            .filter(section -> section.typeUrl.equals(wanted))
            .map(section -> (M) section.message.get())
            .toList();
    if (found.isEmpty()) {
      throw new CommandFailure("config dump has no configuration type " + wanted);
    }
    return found;
  }

  /** The whole dump as JSON, as it was received where it came from an Envoy. */
  public String raw() {
    return raw.get();
  }

  private static String typeUrl(Message type) {
    return TYPE_URL_PREFIX + type.getDescriptorForType().getFullName();
  }
}
