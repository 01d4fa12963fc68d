package io.quell.importers.automation;

import io.quell.criteria.Field;
import io.quell.criteria.Field.Named;
import io.quell.finding.FieldPlace;
import io.quell.finding.FieldPlace.Member;
import io.quell.finding.FieldPlace.Presence;
import io.quell.finding.Form;
import io.quell.finding.Format;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The fields that an automation rule of the second version may test, by the name of the member of
/// a composite filter that they belong under. All of them are the places in the finding that they
/// name; where Quell has a field that says the same it is taken, for it is easier to read.
final class OcsfField {
  private static final String TAGS = "resources.tags";
  private static final Map<String, Field> NAMED = new HashMap<>();

  static {
    for (Named field : Named.in(Format.OCSF)) {
      FieldPlace place = field.place(Format.OCSF);
      place.members().stream()
          .filter(member -> saysTheSame(place, member))
          .forEach(member -> NAMED.put(String.join(".", place.path(member)), field));
    }
  }

  private static final Map<String, List<String>> NAMES =
      Map.of(
          "StringFilters",
          List.of(
              "metadata.uid",
              "activity_name",
              "cloud.account.uid",
              "cloud.provider",
              "cloud.region",
              "compliance.assessments.category",
              "compliance.assessments.name",
              "compliance.control",
              "compliance.status",
              "compliance.standards",
              "finding_info.desc",
              "finding_info.src_url",
              "finding_info.title",
              "finding_info.types",
              "finding_info.uid",
              "finding_info.related_events.traits.category",
              "finding_info.related_events.uid",
              "finding_info.related_events.product.uid",
              "finding_info.related_events.title",
              "metadata.product.name",
              "metadata.product.uid",
              "metadata.product.vendor_name",
              "remediation.desc",
              "remediation.references",
              "resources.cloud_partition",
              "resources.name",
              "resources.owner.account.uid",
              "resources.owner.org.uid",
              "resources.owner.account.name",
              "resources.provider",
              "resources.region",
              "resources.type",
              "resources.uid",
              "severity",
              "status",
              "comment",
              "vulnerabilities.fix_coverage",
              "class_name",
              "databucket.encryption_details.algorithm",
              "databucket.encryption_details.key_uid",
              "databucket.file.data_classifications.classifier_details.type",
              "evidences.actor.user.account.uid",
              "evidences.api.operation",
              "evidences.api.response.error_message",
              "evidences.api.service.name",
              "evidences.connection_info.direction",
              "evidences.connection_info.protocol_name",
              "evidences.dst_endpoint.autonomous_system.name",
              "evidences.dst_endpoint.location.city",
              "evidences.dst_endpoint.location.country",
              "evidences.src_endpoint.autonomous_system.name",
              "evidences.src_endpoint.hostname",
              "evidences.src_endpoint.location.city",
              "evidences.src_endpoint.location.country",
              "finding_info.analytic.name",
              "malware.name",
              "malware_scan_info.uid",
              "malware.severity",
              "resources.cloud_function.layers.uid_alt",
              "resources.cloud_function.runtime",
              "resources.cloud_function.user.uid",
              "resources.device.encryption_details.key_uid",
              "resources.device.image.uid",
              "resources.image.architecture",
              "resources.image.registry_uid",
              "resources.image.repository_name",
              "resources.image.uid",
              "resources.subnet_info.uid",
              "resources.vpc_uid",
              "vulnerabilities.affected_code.file.path",
              "vulnerabilities.affected_packages.name",
              "vulnerabilities.cve.epss.score",
              "vulnerabilities.cve.uid",
              "vulnerabilities.related_vulnerabilities",
              "cloud.account.name",
              "vendor_attributes.severity"),
          "NumberFilters",
          List.of(
              "activity_id",
              "compliance.status_id",
              "confidence_score",
              "severity_id",
              "status_id",
              "finding_info.related_events_count",
              "evidences.api.response.code",
              "evidences.dst_endpoint.autonomous_system.number",
              "evidences.dst_endpoint.port",
              "evidences.src_endpoint.autonomous_system.number",
              "evidences.src_endpoint.port",
              "resources.image.in_use_count",
              "vulnerabilities.cve.cvss.base_score",
              "vendor_attributes.severity_id"),
          "DateFilters",
          List.of(
              "finding_info.created_time_dt",
              "finding_info.first_seen_time_dt",
              "finding_info.last_seen_time_dt",
              "finding_info.modified_time_dt",
              "resources.image.created_time_dt",
              "resources.image.last_used_time_dt",
              "resources.modified_time_dt"),
          "BooleanFilters",
          List.of(
              "compliance.assessments.meets_criteria",
              "vulnerabilities.is_exploit_available",
              "vulnerabilities.is_fix_available"),
          "MapFilters",
          List.of(TAGS, "compliance.control_parameters", "databucket.tags", "finding_info.tags"),
          "IpFilters",
          List.of("evidences.dst_endpoint.ip", "evidences.src_endpoint.ip"));

  private OcsfField() {}

  /// Whether what stands there, and nothing else, is what the field has.
  private static boolean saysTheSame(FieldPlace place, Member member) {
    return switch (member.form()) {
      case Form.Text _ -> place.members().size() == 1 && place.presence() != Presence.OR_ELSEWHERE;
      case Form.Time _ -> true;
      case Form _ -> false;
    };
  }

  /// The names of the fields by the member of a composite filter that they belong under.
  static Map<String, List<String>> names() {
    return NAMES;
  }

  /// The field that is no map.
  static Field of(String name) {
    Field named = NAMED.get(name);
    if (named != null) {
      return named;
    }
    String resources = "resources.";
    return name.startsWith(resources)
        ? new Field.RawResource(List.of(name.substring(resources.length()).split("\\.", -1)))
        : new Field.Raw(List.of(name.split("\\.", -1)));
  }

  /// Whether the map of this name can be asked for the value of a key. OCSF writes its maps as
  /// lists of names and values, of which Quell reads the tags of resources alone as a map.
  static boolean isMap(String name) {
    return name.equals(TAGS);
  }
}
