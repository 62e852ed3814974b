package dev.ostia.translator.format;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The commands of Envoy's substitution formats, as Envoy 1.40 knows them. Envoy refuses the whole
 * resource for one that it does not know.
 */
final class FormatCommands {

  /** Without argument. */
  private static final ImmutableSet<String> PLAIN =
      words(
          """
          ACCESS_LOG_TYPE BYTES_RECEIVED BYTES_RETRANSMITTED BYTES_SENT
          CONNECTION_ID CONNECTION_TERMINATION_DETAILS CUSTOM_FLAGS
          DOWNSTREAM_CX_RTT DOWNSTREAM_DECOMPRESSED_HEADER_BYTES_RECEIVED
          DOWNSTREAM_DECOMPRESSED_HEADER_BYTES_SENT DOWNSTREAM_DETECTED_CLOSE_TYPE
          DOWNSTREAM_DIRECT_LOCAL_ADDRESS
          DOWNSTREAM_DIRECT_LOCAL_ADDRESS_ENDPOINT_ID DOWNSTREAM_DIRECT_LOCAL_PORT
          DOWNSTREAM_DIRECT_REMOTE_ADDRESS DOWNSTREAM_DIRECT_REMOTE_PORT
          DOWNSTREAM_HANDSHAKE_DURATION DOWNSTREAM_HEADER_BYTES_RECEIVED
          DOWNSTREAM_HEADER_BYTES_SENT DOWNSTREAM_LOCAL_ADDRESS
          DOWNSTREAM_LOCAL_ADDRESS_ENDPOINT_ID DOWNSTREAM_LOCAL_CLOSE_REASON
          DOWNSTREAM_LOCAL_DNS_SAN DOWNSTREAM_LOCAL_EMAIL_SAN
          DOWNSTREAM_LOCAL_IP_SAN DOWNSTREAM_LOCAL_OTHERNAME_SAN
          DOWNSTREAM_LOCAL_PORT DOWNSTREAM_LOCAL_SUBJECT DOWNSTREAM_LOCAL_URI_SAN
          DOWNSTREAM_PEER_CERT DOWNSTREAM_PEER_CHAIN_FINGERPRINTS_1
          DOWNSTREAM_PEER_CHAIN_FINGERPRINTS_256 DOWNSTREAM_PEER_CHAIN_SERIALS
          DOWNSTREAM_PEER_DNS_SAN DOWNSTREAM_PEER_EMAIL_SAN
          DOWNSTREAM_PEER_FINGERPRINT_1 DOWNSTREAM_PEER_FINGERPRINT_256
          DOWNSTREAM_PEER_IP_SAN DOWNSTREAM_PEER_ISSUER
          DOWNSTREAM_PEER_ISSUER_FINGERPRINT_256 DOWNSTREAM_PEER_ISSUER_SERIAL
          DOWNSTREAM_PEER_OTHERNAME_SAN DOWNSTREAM_PEER_SERIAL
          DOWNSTREAM_PEER_SUBJECT DOWNSTREAM_PEER_URI_SAN DOWNSTREAM_REMOTE_ADDRESS
          DOWNSTREAM_REMOTE_PORT DOWNSTREAM_TLS_CIPHER DOWNSTREAM_TLS_GROUP
          DOWNSTREAM_TLS_SESSION_ID DOWNSTREAM_TLS_VERSION
          DOWNSTREAM_TRANSPORT_FAILURE_REASON DOWNSTREAM_WIRE_BYTES_RECEIVED
          DOWNSTREAM_WIRE_BYTES_SENT DURATION FILTER_CHAIN_NAME GRPC_STATUS_NUMBER
          HOSTNAME LISTENER_NAME LOCAL_REPLY_BODY PROTOCOL REQUEST_DURATION
          REQUEST_HEADERS_BYTES REQUEST_TX_DURATION RESPONSE_CODE RESPONSE_DURATION
          RESPONSE_FLAGS RESPONSE_FLAGS_LONG RESPONSE_HEADERS_BYTES
          RESPONSE_TRAILERS_BYTES RESPONSE_TX_DURATION ROUNDTRIP_DURATION ROUTE_NAME
          ROUTE_RESOLUTION_COUNT ROUTE_RESOLUTION_TIME_US SPAN_ID STREAM_ID
          TLS_JA3_FINGERPRINT TLS_JA4_FINGERPRINT TRACE_ID UNIQUE_ID
          UPSTREAM_CLUSTER UPSTREAM_CLUSTER_RAW UPSTREAM_CONNECTION_ID
          UPSTREAM_CONNECTION_IDS_ATTEMPTED UPSTREAM_CONNECTION_POOL_READY_DURATION
          UPSTREAM_DECOMPRESSED_HEADER_BYTES_RECEIVED
          UPSTREAM_DECOMPRESSED_HEADER_BYTES_SENT UPSTREAM_DETECTED_CLOSE_TYPE
          UPSTREAM_HEADER_BYTES_RECEIVED UPSTREAM_HEADER_BYTES_SENT UPSTREAM_HOST
          UPSTREAM_HOSTS_ATTEMPTED UPSTREAM_HOSTS_ATTEMPTED_WITHOUT_PORT
          UPSTREAM_HOST_NAME UPSTREAM_HOST_NAMES_ATTEMPTED
          UPSTREAM_HOST_NAMES_ATTEMPTED_WITHOUT_PORT UPSTREAM_HOST_NAME_WITHOUT_PORT
          UPSTREAM_LOCAL_ADDRESS UPSTREAM_LOCAL_CLOSE_REASON UPSTREAM_LOCAL_DNS_SAN
          UPSTREAM_LOCAL_IP_SAN UPSTREAM_LOCAL_PORT UPSTREAM_LOCAL_URI_SAN
          UPSTREAM_PEER_CERT UPSTREAM_PEER_DNS_SAN UPSTREAM_PEER_IP_SAN
          UPSTREAM_PEER_ISSUER UPSTREAM_PEER_SUBJECT UPSTREAM_PEER_URI_SAN
          UPSTREAM_PROTOCOL UPSTREAM_REMOTE_ADDRESS
          UPSTREAM_REMOTE_ADDRESS_ENDPOINT_ID UPSTREAM_REMOTE_PORT
          UPSTREAM_REQUEST_ATTEMPT_COUNT UPSTREAM_SERVER_NAME UPSTREAM_TLS_CIPHER
          UPSTREAM_TLS_GROUP UPSTREAM_TLS_SESSION_ID UPSTREAM_TLS_VERSION
          UPSTREAM_TRANSPORT_FAILURE_REASON UPSTREAM_WIRE_BYTES_RECEIVED
          UPSTREAM_WIRE_BYTES_SENT VIRTUAL_CLUSTER_NAME
          """);

  /** With an argument or without. */
  private static final ImmutableSet<String> OPTIONAL =
      words(
          """
          DOWNSTREAM_DIRECT_LOCAL_ADDRESS_WITHOUT_PORT
          DOWNSTREAM_DIRECT_REMOTE_ADDRESS_WITHOUT_PORT
          DOWNSTREAM_LOCAL_ADDRESS_WITHOUT_PORT DOWNSTREAM_PEER_CERT_V_END
          DOWNSTREAM_PEER_CERT_V_START DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT
          EMIT_TIME EMIT_TIME_LOCAL RESPONSE_CODE_DETAILS START_TIME
          START_TIME_LOCAL UPSTREAM_LOCAL_ADDRESS_WITHOUT_PORT
          UPSTREAM_PEER_CERT_V_END UPSTREAM_PEER_CERT_V_START
          UPSTREAM_REMOTE_ADDRESS_WITHOUT_PORT
          """);

  /** With an argument that names something. */
  private static final ImmutableSet<String> REQUIRED =
      words(
          """
          CLUSTER_METADATA DYNAMIC_METADATA ENVIRONMENT PER_REQUEST_STATE QUERY_PARAM
          UPSTREAM_METADATA
          """);

  private static final Pattern HEADER = Pattern.compile("[^\\s\\\\?]+(\\?[^\\s\\\\?]+)?");
  private static final Pattern STATE = Pattern.compile("[^:]+(:(PLAIN|TYPED|FIELD:.+))?");

  /** With arguments of a form of their own; the empty text stands for none. */
  private static final ImmutableMap<String, Pattern> SPECIAL =
      ImmutableMap.<String, Pattern>builder()
          .put("REQ", HEADER)
          .put("RESP", HEADER)
          .put("TRAILER", HEADER)
          .put("REQUEST_HEADER", HEADER)
          .put("RESPONSE_HEADER", HEADER)
          .put("RESPONSE_TRAILER", HEADER)
          .put("FILTER_STATE", STATE)
          .put("UPSTREAM_FILTER_STATE", STATE)
          .put("CEL", Pattern.compile("[\\w.]+(\\['[\\w:.-]+'\\])?"))
          .put(
              "METADATA",
              Pattern.compile("(DYNAMIC|CLUSTER|ROUTE|UPSTREAM_HOST|LISTENER|VIRTUAL_HOST):.+"))
          .put("COMMON_DURATION", Pattern.compile("\\w+:\\w+:(ms|us|ns)"))
          .put("GRPC_STATUS", Pattern.compile("(CAMEL_STRING|SNAKE_STRING|NUMBER)?"))
          .put("PATH", Pattern.compile("((WQ|NQ)(:(PATH|ORIG|PATH_OR_ORIG))?)?"))
          .put("QUERY_PARAMS", Pattern.compile("(ORIG|DECODED)?"))
          .put(
              "REQUESTED_SERVER_NAME",
              Pattern.compile("((SNI_ONLY|SNI_FIRST|HOST_FIRST)(:(ORIG|HOST|ORIG_OR_HOST))?)?"))
          .buildOrThrow();

  private static final ImmutableSet<String> WITHOUT_LENGTH =
      ImmutableSet.of("COMMON_DURATION", "GRPC_STATUS", "QUERY_PARAMS", "REQUESTED_SERVER_NAME");

  private FormatCommands() {}

  /**
   * Why Envoy would refuse this use of a command; empty if it would not.
   *
   * @param argument what follows the command
   */
  static Optional<String> problem(String command, Argument argument) {
    String text = argument.text();
    Pattern special = SPECIAL.get(command);
    if (special != null) {
      return when(
          !special.matcher(text).matches()
              || (argument.length() && WITHOUT_LENGTH.contains(command)),
          "%" + command + "% does not take (" + text + ")");
    }
    if (PLAIN.contains(command)) {
      return when(argument.present() || argument.length(), "%" + command + "% takes no argument");
    }
    if (OPTIONAL.contains(command)) {
      return when(argument.length(), "%" + command + "% takes no length");
    }
    if (REQUIRED.contains(command)) {
      return when(text.isEmpty(), "%" + command + "% needs an argument");
    }
    return Optional.of("Envoy knows no format %" + command + "%");
  }

  /**
   * What follows a command.
   *
   * @param present whether there are parentheses
   * @param text between them
   * @param length whether a length follows
   */
  record Argument(boolean present, String text, boolean length) {}

  private static Optional<String> when(boolean wrong, String problem) {
    return wrong ? Optional.of(problem) : Optional.empty();
  }

  private static ImmutableSet<String> words(String text) {
    return ImmutableSet.copyOf(
        Splitter.on(CharMatcher.whitespace()).omitEmptyStrings().splitToList(text));
  }
}
