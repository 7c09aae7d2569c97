# The static routes of a Region's tables: what leads over the peering to the other Region, and what
# leads nowhere.

terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

variable "tables" {
  description = "The ids of the Region's tables, by name"
  type        = map(string)
}

variable "peering" {
  description = "The peering's attachment"
  type        = string
}

variable "far" {
  description = "The other Region's whole range"
  type        = string
}

variable "far_vpcs" {
  description = "The ranges of the other Region's VPCs, by name"
  type        = map(string)
}

variable "near_vpcs" {
  description = "The ranges of this Region's VPCs, by name"
  type        = map(string)
}

variable "segments" {
  description = "The workloads that have a table of their own name and are in both Regions"
  type        = list(string)
}

locals {
  everybodys = ["endpoint", "central"]

  # The same workload over there, and what is everybody's.
  over = merge([
    for segment in var.segments : {
      for name, range in var.far_vpcs : "${segment} ${name}" => { table = segment, range = range }
      if name == segment || contains(local.everybodys, name)
    }
  ]...)

  # Every other workload, here and there.
  nowhere = merge([
    for segment in var.segments : merge(
      {
        for name, range in var.far_vpcs :
        "${segment} far ${name}" => { table = segment, range = range }
        if name != segment && !contains(local.everybodys, name)
      },
      {
        for name, range in var.near_vpcs :
        "${segment} near ${name}" => { table = segment, range = range }
        if name != segment && !contains(local.everybodys, name)
      }
    )
  ]...)
}

resource "aws_ec2_transit_gateway_route_table_association" "peering" {
  transit_gateway_attachment_id  = var.peering
  transit_gateway_route_table_id = var.tables["core"]
}

resource "aws_ec2_transit_gateway_route" "far" {
  for_each                       = toset(["core", "shared"])
  destination_cidr_block         = var.far
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_route_table_association.peering.transit_gateway_attachment_id
  transit_gateway_route_table_id = var.tables[each.key]
}

resource "aws_ec2_transit_gateway_route" "over" {
  for_each                       = local.over
  destination_cidr_block         = each.value.range
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_route_table_association.peering.transit_gateway_attachment_id
  transit_gateway_route_table_id = var.tables[each.value.table]
}

resource "aws_ec2_transit_gateway_route" "nowhere" {
  for_each                       = local.nowhere
  destination_cidr_block         = each.value.range
  blackhole                      = true
  transit_gateway_route_table_id = var.tables[each.value.table]
}
