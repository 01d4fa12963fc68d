package io.quell.localhub.filter;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The attributes that GetFindingsV2 filters and sorts by. An attribute's name is its place in an
/// OCSF finding.
final class OcsfAttributes {
  /// All values of `OcsfStringField`, `OcsfNumberField` and their kin in the API reference. OCSF
  /// writes its maps as lists of pairs.
  private static final Map<String, FindingAttribute> ATTRIBUTES =
      FindingAttribute.table(
          """
          STRING  metadata.uid
          STRING  activity_name
          STRING  cloud.account.uid
          STRING  cloud.provider
          STRING  cloud.region
          STRING  compliance.assessments.category
          STRING  compliance.assessments.name
          STRING  compliance.control
          STRING  compliance.status
          STRING  compliance.standards
          STRING  finding_info.desc
          STRING  finding_info.src_url
          STRING  finding_info.title
          STRING  finding_info.types
          STRING  finding_info.uid
          STRING  finding_info.related_events.traits.category
          STRING  finding_info.related_events.uid
          STRING  finding_info.related_events.product.uid
          STRING  finding_info.related_events.title
          STRING  metadata.product.name
          STRING  metadata.product.uid
          STRING  metadata.product.vendor_name
          STRING  remediation.desc
          STRING  remediation.references
          STRING  resources.cloud_partition
          STRING  resources.name
          STRING  resources.owner.account.uid
          STRING  resources.owner.org.uid
          STRING  resources.owner.account.name
          STRING  resources.provider
          STRING  resources.region
          STRING  resources.type
          STRING  resources.uid
          STRING  severity
          STRING  status
          STRING  comment
          STRING  vulnerabilities.fix_coverage
          STRING  class_name
          STRING  databucket.encryption_details.algorithm
          STRING  databucket.encryption_details.key_uid
          STRING  databucket.file.data_classifications.classifier_details.type
          STRING  evidences.actor.user.account.uid
          STRING  evidences.api.operation
          STRING  evidences.api.response.error_message
          STRING  evidences.api.service.name
          STRING  evidences.connection_info.direction
          STRING  evidences.connection_info.protocol_name
          STRING  evidences.dst_endpoint.autonomous_system.name
          STRING  evidences.dst_endpoint.location.city
          STRING  evidences.dst_endpoint.location.country
          STRING  evidences.src_endpoint.autonomous_system.name
          STRING  evidences.src_endpoint.hostname
          STRING  evidences.src_endpoint.location.city
          STRING  evidences.src_endpoint.location.country
          STRING  finding_info.analytic.name
          STRING  malware.name
          STRING  malware_scan_info.uid
          STRING  malware.severity
          STRING  resources.cloud_function.layers.uid_alt
          STRING  resources.cloud_function.runtime
          STRING  resources.cloud_function.user.uid
          STRING  resources.device.encryption_details.key_uid
          STRING  resources.device.image.uid
          STRING  resources.image.architecture
          STRING  resources.image.registry_uid
          STRING  resources.image.repository_name
          STRING  resources.image.uid
          STRING  resources.subnet_info.uid
          STRING  resources.vpc_uid
          STRING  vulnerabilities.affected_code.file.path
          STRING  vulnerabilities.affected_packages.name
          STRING  vulnerabilities.cve.epss.score
          STRING  vulnerabilities.cve.uid
          STRING  vulnerabilities.related_vulnerabilities
          STRING  cloud.account.name
          STRING  vendor_attributes.severity
          NUMBER  activity_id
          NUMBER  compliance.status_id
          NUMBER  confidence_score
          NUMBER  severity_id
          NUMBER  status_id
          NUMBER  finding_info.related_events_count
          NUMBER  evidences.api.response.code
          NUMBER  evidences.dst_endpoint.autonomous_system.number
          NUMBER  evidences.dst_endpoint.port
          NUMBER  evidences.src_endpoint.autonomous_system.number
          NUMBER  evidences.src_endpoint.port
          NUMBER  resources.image.in_use_count
          NUMBER  vulnerabilities.cve.cvss.base_score
          NUMBER  vendor_attributes.severity_id
          DATE    finding_info.created_time_dt
          DATE    finding_info.first_seen_time_dt
          DATE    finding_info.last_seen_time_dt
          DATE    finding_info.modified_time_dt
          DATE    resources.image.created_time_dt
          DATE    resources.image.last_used_time_dt
          DATE    resources.modified_time_dt
          BOOLEAN compliance.assessments.meets_criteria
          BOOLEAN vulnerabilities.is_exploit_available
          BOOLEAN vulnerabilities.is_fix_available
          PAIRS   resources.tags
          PAIRS   compliance.control_parameters
          PAIRS   databucket.tags
          PAIRS   finding_info.tags
          IP      evidences.dst_endpoint.ip
          IP      evidences.src_endpoint.ip
          """);

  private OcsfAttributes() {}

  /// The attribute of this name, if GetFindingsV2 has it.
  static Optional<FindingAttribute> named(String name) {
    return Optional.ofNullable(ATTRIBUTES.get(name));
  }

  /// The names of all of them.
  static Set<String> names() {
    return ATTRIBUTES.keySet();
  }
}
