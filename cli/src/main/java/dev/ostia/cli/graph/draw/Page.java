package dev.ostia.cli.graph.draw;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostia.cli.graph.model.Graph;
import dev.ostia.cli.graph.model.Graph.EntryPoint;
import dev.ostia.cli.text.JsonText;
import dev.ostia.cli.text.ProtoJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A graph as one HTML page: the picture, its data, and a script that searches, follows requests and
 * tells where one goes. It loads nothing, and a policy in it forbids browsers to.
 */
final class Page {

  private static final String FOLDER = "/dev/ostia/cli/graph/";
  private static final Pattern PLACE = Pattern.compile("@([A-Z]+)@");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Page() {}

  static String of(Graph graph) {
    Map<String, String> parts =
        Map.of(
            "STYLE", Svg.STYLE + resource("page.css"),
            "SCRIPT", resource("page.js"),
            "TITLE", Svg.escape(graph.title()),
            "DATA", JsonText.of(data(graph)),
            "NOTES", notes(graph),
            "PICTURE", Svg.part(graph));
    return PLACE
        .matcher(resource("page.html"))
        .replaceAll(found -> Matcher.quoteReplacement(parts.getOrDefault(found.group(1), "")));
  }

  private static String notes(Graph graph) {
    StringBuilder list = new StringBuilder();
    graph
        .notes()
        .forEach(
            note ->
                list.append("<li class=\"")
                    .append(note.state().name().toLowerCase(Locale.ROOT))
                    .append("\">")
                    .append(Svg.escape(note.text()))
                    .append("</li>\n"));
    return list.isEmpty() ? "" : "<h2>Not in the picture</h2><ul>" + list + "</ul>";
  }

  private static ObjectNode data(Graph graph) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    ObjectNode nodes = data.putObject("nodes");
    graph
        .nodes()
        .forEach(
            node -> {
              ObjectNode one = nodes.putObject(node.id());
              one.put("column", node.column().name().toLowerCase(Locale.ROOT));
              one.put("label", node.label());
              one.put("state", node.state().name().toLowerCase(Locale.ROOT));
              strings(one.putArray("lines"), node.lines());
              strings(one.putArray("sources"), node.sources());
              strings(one.putArray("problems"), node.problems());
            });
    ArrayNode edges = data.putArray("edges");
    graph
        .edges()
        .forEach(
            edge ->
                edges
                    .addObject()
                    .put("from", edge.from())
                    .put("to", edge.to())
                    .put("text", edge.text()));
    ArrayNode entryPoints = data.putArray("doors");
    graph.entryPoints().forEach(entryPoint -> entryPoint(entryPoints.addObject(), entryPoint));
    return data;
  }

  private static void entryPoint(ObjectNode one, EntryPoint entryPoint) {
    one.put("node", entryPoint.node());
    entryPoint.ports().forEach(one.putArray("ports")::add);
    one.put("tls", entryPoint.tls());
    strings(one.putArray("names"), entryPoint.serverNames());
    strings(one.putArray("domains"), entryPoint.domains());
    ArrayNode routes = one.putArray("routes");
    entryPoint
        .choices()
        .forEach(
            choice -> {
              ObjectNode route = routes.addObject();
              route.put("node", choice.node());
              try {
                route.set("match", MAPPER.readTree(ProtoJson.of(choice.match())));
              } catch (JsonProcessingException e) {
                throw new IllegalStateException("a message was not written as JSON", e);
              }
            });
  }

  private static void strings(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }

  private static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
