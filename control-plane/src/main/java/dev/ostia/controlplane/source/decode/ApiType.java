package dev.ostia.controlplane.source.decode;

import dev.ostia.translator.config.Kind;
import dev.ostia.translator.validate.StructureCheck;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What {@code apiVersion} and {@code kind} of a document mean to Ostia. */
public record ApiType(String apiVersion, String kindName) {

  /** What is to be done with a document of this type. */
  enum Treatment {
    READ,
    /** A kind of Istio that Ostia does not read: the user may count on it, so it is said. */
    NOT_HONOURED,
    /** Looks like Istio, but there is no such thing. */
    UNKNOWN,
    /** None of Ostia's business, such as a Deployment. */
    PASS_OVER
  }

  private static final String ISTIO_DOMAIN = ".istio.io";

  /** The file of istioctl's installer; it configures an istiod, not a proxy. */
  private static final String INSTALLER_GROUP = "install.istio.io";

  private static final String NETWORKING = "networking.istio.io";
  private static final List<String> NETWORKING_VERSIONS = List.of("v1", "v1beta1", "v1alpha3");
  private static final List<String> TELEMETRY_VERSIONS = List.of("v1", "v1alpha1");
  private static final List<String> GRANT_VERSIONS = List.of("v1", "v1beta1", "v1alpha2");
  private static final Set<Kind> NAMES_THAT_OTHERS_USE = Set.of(Kind.GATEWAY);

  /** What {@code v1} without a group holds; nobody can add to it. */
  private static final Set<String> CORE_KINDS =
      Set.of(
          "Binding",
          "ComponentStatus",
          "ConfigMap",
          "Endpoints",
          "Event",
          "LimitRange",
          "List",
          "Namespace",
          "Node",
          "PersistentVolume",
          "PersistentVolumeClaim",
          "Pod",
          "PodTemplate",
          "ReplicationController",
          "ResourceQuota",
          "Secret",
          "Service",
          "ServiceAccount");

  String group() {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }

  private String version() {
    return apiVersion.substring(apiVersion.indexOf('/') + 1);
  }

  /** The kind of this group and name in any version. */
  Optional<Kind> kind() {
    return Kind.of(group(), kindName);
  }

  Treatment treatment() {
    Optional<Kind> kind = kind();
    if (kind.isPresent()) {
      return versions(kind.get()).contains(version()) ? Treatment.READ : Treatment.UNKNOWN;
    }
    if (StructureCheck.isIstioKind(apiVersion, kindName)) {
      return Treatment.NOT_HONOURED;
    }
    if (group().isEmpty() && !(version().equals("v1") && CORE_KINDS.contains(kindName))) {
      return Treatment.UNKNOWN;
    }
    boolean istioGroup = group().endsWith(ISTIO_DOMAIN) && !group().equals(INSTALLER_GROUP);
    return istioGroup || istioKindElsewhere().isPresent() ? Treatment.UNKNOWN : Treatment.PASS_OVER;
  }

  /** Istio's kind of this name, where the group is one that nobody else uses it with. */
  private Optional<Kind> istioKindElsewhere() {
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.group().equals(NETWORKING) && kind.kindName().equals(kindName))
        .filter(kind -> !NAMES_THAT_OTHERS_USE.contains(kind))
        .findFirst();
  }

  /** The versions of a kind that are read, the best first. */
  public static List<String> versions(Kind kind) {
    return switch (kind) {
      case REFERENCE_GRANT -> GRANT_VERSIONS;
      case TELEMETRY -> TELEMETRY_VERSIONS;
      default -> kind.group().equals(NETWORKING) ? NETWORKING_VERSIONS : List.of("v1");
    };
  }

  /** What to write instead of a type that does not exist. */
  String advice() {
    Kind meant = kind().or(this::istioKindElsewhere).orElse(null);
    if (meant == null) {
      return "Check the spelling of apiVersion and kind";
    }
    String prefix = meant.group().isEmpty() ? "" : meant.group() + "/";
    return "Write apiVersion: " + prefix + "v1";
  }

  /** The {@code apiVersion} that an object of a kind has once it is read. */
  static String canonicalVersion(Kind kind) {
    return kind.group().isEmpty() ? "v1" : kind.group() + "/v1";
  }
}
