package dev.ostia.controlplane.cases.pki;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands for certificates and keys in the files of a case: {@code ${cert a}} in the input
 * becomes the PEM block of certificate {@code a}, on one line as a quoted string, and comes back as
 * {@code ${cert a}} in what is printed. Keys come back as {@code [redacted]}.
 */
public final class Placeholders {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]+)}");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String REDACTED = "[redacted]";

  private static final Map<String, String> VALUES = new HashMap<>();

  /** What was filled in, with the text that stands for it. */
  private static final Map<String, String> HIDDEN = new LinkedHashMap<>();

  private Placeholders() {}

  /** Whether the text has any. */
  public static boolean in(String text) {
    return PLACEHOLDER.matcher(text).find();
  }

  /** The text with all of them filled in. */
  public static String fill(String text) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(quoted(value(match.group(1)))));
  }

  /** The text with what was filled in taken out again; PEM blocks also where they are base64. */
  public static synchronized String hide(String text) {
    String hidden = decoded(text);
    for (Map.Entry<String, String> entry : HIDDEN.entrySet()) {
      hidden = hidden.replace(entry.getKey(), entry.getValue());
    }
    if (hidden.contains("PRIVATE KEY")) {
      return REDACTED;
    }
    return hidden.equals(decoded(text)) ? text : hidden.strip();
  }

  private static String decoded(String text) {
    if (!text.startsWith("LS0tLS1CRUdJT")) { // "-----BEGIN" in base64
      return text;
    }
    return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
  }

  private static String value(String expression) {
    if (expression.startsWith("base64 ")) {
      byte[] bytes = value(expression.substring(7)).getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(bytes);
    }
    if (expression.startsWith("cut ")) {
      String whole = value(expression.substring(4));
      return whole.substring(0, whole.length() / 2);
    }
    StringBuilder all = new StringBuilder();
    for (String term : expression.split(" \\+ ")) {
      all.append(term(term.strip()));
    }
    return all.toString();
  }

  private static synchronized String term(String term) {
    String known = VALUES.get(term);
    if (known != null) {
      return known;
    }
    String value = make(term);
    String hidden = term.startsWith("key ") ? REDACTED : "${" + term + "}";
    VALUES.put(term, value);
    HIDDEN.put(value.strip(), hidden);
    return value;
  }

  private static String make(String term) {
    String[] words = term.split(" ");
    TestCertificate certificate =
        Certificates.OF_CASES.get(words[0].equals("file") ? words[2] : words[1]);
    return switch (words[0]) {
      case "cert" -> certificate.certificatePem();
      case "key" -> certificate.keyPem();
      case "spki" -> certificate.spki();
      case "hash" -> certificate.hash();
      case "crl" ->
          Forge.revocationList(
              certificate, Arrays.stream(words).skip(2).map(Certificates.OF_CASES::get).toList());
      case "ocsp" ->
          Base64.getEncoder()
              .encodeToString(OcspForge.response(certificate, Certificates.OF_CASES.get(words[2])));
      case "file" -> file(words[1], certificate, term.substring("file ".length()));
      default -> throw new IllegalArgumentException("unknown placeholder ${" + term + "}");
    };
  }

  private static String file(String what, TestCertificate certificate, String term) {
    String name = what.equals("crl") ? term.replace(' ', '-') : certificate.name();
    Path file = TestFiles.folder().resolve(name + "." + what);
    String content = make(term);
    try {
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toString();
  }

  private static String quoted(String value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
