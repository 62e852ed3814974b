package dev.ostia.controlplane.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.html.HtmlEscapers;
import dev.ostia.controlplane.admin.AdminPage.Reply;
import java.util.LinkedHashSet;
import java.util.Set;

/** A page of JSON as people read it: tables of tables, with what is long folded away. */
final class HtmlView {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** So many levels are open at first. */
  private static final int OPEN = 2;

  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en">
      <head><meta charset="utf-8"><title>{path} - Ostia</title>
      <style>
      body { font: 14px sans-serif; margin: 1.5em; color: #222 }
      table { border-collapse: collapse; margin: .2em 0 .6em }
      td, th { border: 1px solid #ccc; padding: .25em .6em; text-align: left; vertical-align: top }
      th { background: #f3f3f3; font-weight: 600 }
      td { overflow-wrap: anywhere }
      summary { cursor: pointer }
      .ERROR, .nack { color: #b00020; font-weight: 600 }
      .WARNING, .STALE { color: #8a5a00; font-weight: 600 }
      .SYNCED, .ack { color: #1b6e2b }
      </style></head>
      <body>
      <p><a href="/">all pages</a> &middot; <a href="?format=json{query}">as JSON</a></p>
      <h1>{path}</h1>
      """;

  private final StringBuilder html = new StringBuilder();

  private HtmlView() {}

  /**
   * The same content for a browser.
   *
   * @param path of the page
   * @param rawQuery of the request, still encoded; empty for none
   * @param json whose body is JSON
   */
  static Reply of(String path, String rawQuery, Reply json) {
    HtmlView view = new HtmlView();
    try {
      String kept = rawQuery.isEmpty() ? "" : "&amp;" + escape(rawQuery);
      view.html.append(HEAD.replace("{path}", escape(path)).replace("{query}", kept));
      view.value(JSON.readTree(json.body()), 0);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a page that is no JSON says that it is", e);
    }
    view.html.append("</body>\n</html>\n");
    return new Reply(json.status(), "text/html; charset=utf-8", view.html.toString());
  }

  private void value(JsonNode node, int depth) {
    if (node.isEmpty() && node.isContainerNode()) {
      html.append("none");
    } else if (node.isObject()) {
      folded(node.size() + " fields", depth, () -> fields(node, depth));
    } else if (node.isArray()) {
      folded(node.size() + " entries", depth, () -> entries(node, depth));
    } else {
      String text = escape(node.asText());
      html.append("<span class=\"").append(text.matches("\\w+") ? text : "").append("\">");
      html.append(text).append("</span>");
    }
  }

  private void folded(String summary, int depth, Runnable content) {
    if (depth <= OPEN) {
      content.run();
      return;
    }
    html.append("<details><summary>").append(summary).append("</summary>");
    content.run();
    html.append("</details>");
  }

  private void fields(JsonNode object, int depth) {
    html.append("<table>\n");
    object
        .properties()
        .forEach(
            field -> {
              html.append("<tr><th>").append(escape(field.getKey())).append("</th><td>");
              value(field.getValue(), depth + 1);
              html.append("</td></tr>\n");
            });
    html.append("</table>\n");
  }

  private void entries(JsonNode array, int depth) {
    Set<String> columns = new LinkedHashSet<>();
    for (JsonNode entry : array) {
      entry.fieldNames().forEachRemaining(columns::add);
    }
    html.append("<table>\n");
    if (!columns.isEmpty()) {
      html.append("<tr>");
      columns.forEach(column -> html.append("<th>").append(escape(column)).append("</th>"));
      html.append("</tr>\n");
    }
    for (JsonNode entry : array) {
      html.append("<tr>");
      if (entry.isObject()) {
        columns.forEach(column -> cell(entry.path(column), depth));
      } else {
        cell(entry, depth);
      }
      html.append("</tr>\n");
    }
    html.append("</table>\n");
  }

  private void cell(JsonNode node, int depth) {
    html.append("<td>");
    if (!node.isMissingNode()) {
      value(node, depth + 1);
    }
    html.append("</td>");
  }

  private static String escape(String text) {
    return HtmlEscapers.htmlEscaper().escape(text);
  }
}
