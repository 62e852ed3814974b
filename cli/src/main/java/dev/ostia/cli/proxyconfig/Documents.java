package dev.ostia.cli.proxyconfig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.protobuf.Message;
import dev.ostia.cli.dump.MessageReader;
import dev.ostia.cli.text.JsonText;
import dev.ostia.cli.text.ProtoJson;
import dev.ostia.cli.text.YamlText;
import java.io.PrintWriter;
import java.util.List;

/** Prints messages as {@code -o json} or {@code -o yaml}. */
final class Documents {

  private Documents() {}

  /** A list of messages. */
  static void print(List<? extends Message> messages, String format, PrintWriter out) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    messages.forEach(message -> list.add(MessageReader.tree(message)));
    print(list, format, out);
  }

  /** A single message. */
  static void print(Message message, String format, PrintWriter out) {
    if (format.equals("json")) {
      out.print(ProtoJson.of(message) + "\n");
    } else {
      print(MessageReader.tree(message), format, out);
    }
  }

  /** Anything that is JSON; a line feed ends it. */
  static void print(JsonNode document, String format, PrintWriter out) {
    switch (format) {
      case "json" -> out.print(JsonText.of(document) + "\n");
      case "yaml" -> out.print(YamlText.of(document));
      default -> throw DumpCommand.unsupported(format);
    }
  }
}
