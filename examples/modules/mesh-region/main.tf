# One Region of a full mesh: a transit gateway with one table, VPCs around it, and a peering with
# the gateway of every other Region. Of two Regions, the one that is named first asks for the
# peering, and the other accepts it.

terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

variable "here" {
  description = "The Region's name"
  type        = string
}

variable "regions" {
  description = "The names of all Regions, in their order"
  type        = list(string)
}

variable "vpcs" {
  description = "How many VPCs are around the gateway"
  type        = number
}

variable "gateways" {
  description = "The transit gateways, by Region"
  type        = map(string)
}

variable "requests" {
  description = "The peerings that were asked for, by asking Region and asked one"
  type        = map(map(string))
}

locals {
  place   = index(var.regions, var.here)
  earlier = toset(slice(var.regions, 0, local.place))
  later   = toset(slice(var.regions, local.place + 1, length(var.regions)))
  others  = setunion(local.earlier, local.later)
  ranges  = { for place, name in var.regions : name => cidrsubnet("10.0.0.0/8", 4, place) }
  vpcs = {
    for number in range(var.vpcs) :
    "${var.here}-${number + 1}" => cidrsubnet(local.ranges[var.here], 8, number)
  }
}

resource "aws_ec2_transit_gateway" "this" {
  description                     = "Router of ${var.here}"
  amazon_side_asn                 = 64512 + local.place
  default_route_table_association = "disable"
  default_route_table_propagation = "disable"
  tags                            = { Name = var.here }
}

resource "aws_ec2_transit_gateway_route_table" "this" {
  transit_gateway_id = aws_ec2_transit_gateway.this.id
  tags               = { Name = var.here }
}

module "vpc" {
  for_each           = local.vpcs
  source             = "../spoke"
  name               = each.key
  cidr               = each.value
  transit_gateway_id = aws_ec2_transit_gateway.this.id
}

resource "aws_ec2_transit_gateway_route_table_association" "vpc" {
  for_each                       = local.vpcs
  transit_gateway_attachment_id  = module.vpc[each.key].attachment_id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.this.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "vpc" {
  for_each                       = local.vpcs
  transit_gateway_attachment_id  = module.vpc[each.key].attachment_id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.this.id
}

# The mesh

resource "aws_ec2_transit_gateway_peering_attachment" "later" {
  for_each                = local.later
  transit_gateway_id      = aws_ec2_transit_gateway.this.id
  peer_transit_gateway_id = var.gateways[each.key]
  peer_region             = each.key
  tags                    = { Name = "${var.here}-to-${each.key}" }
}

resource "aws_ec2_transit_gateway_peering_attachment_accepter" "earlier" {
  for_each                      = local.earlier
  transit_gateway_attachment_id = var.requests[each.key][var.here]
  tags                          = { Name = "${each.key}-to-${var.here}" }
}

# A peering that nobody has accepted yet takes neither an association nor a route: the tables of
# the asking side wait for the other side's acceptance.

variable "accepted" {
  description = "The peerings that were accepted, by accepting Region and asking one"
  type        = map(map(string))
}

locals {
  peerings = merge(
    { for name in local.later : name => var.accepted[name][var.here] },
    {
      for name in local.earlier :
      name => aws_ec2_transit_gateway_peering_attachment_accepter.earlier[name].id
    }
  )
}

resource "aws_ec2_transit_gateway_route_table_association" "peer" {
  for_each                       = local.others
  transit_gateway_attachment_id  = local.peerings[each.key]
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.this.id
}

resource "aws_ec2_transit_gateway_route" "peer" {
  for_each                       = local.others
  destination_cidr_block         = local.ranges[each.key]
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_route_table_association.peer[each.key].transit_gateway_attachment_id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.this.id
}

output "transit_gateway_id" {
  value = aws_ec2_transit_gateway.this.id
}

output "requests" {
  value = { for name, each in aws_ec2_transit_gateway_peering_attachment.later : name => each.id }
}

output "accepted" {
  value = {
    for name, each in aws_ec2_transit_gateway_peering_attachment_accepter.earlier : name => each.id
  }
}
