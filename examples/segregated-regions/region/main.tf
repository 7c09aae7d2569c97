# One Region: a transit gateway with a table for every segment, the VPCs that are attached to it,
# and the VPNs to the routers outside.

terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

variable "region" {
  type = string
}

variable "suffix" {
  description = "What the names of its VPCs end with"
  type        = string
}

variable "asn" {
  description = "The transit gateway's AS number"
  type        = number
}

variable "tables" {
  description = "The names of the transit gateway's tables"
  type        = list(string)
}

variable "vpcs" {
  description = "The VPCs: the table that each is associated with, and those that it propagates into"
  type        = map(object({ cidr = string, table = string, into = list(string) }))
}

variable "routers" {
  description = "The routers that come by VPN, all in table core; they propagate into every table"
  type        = map(object({ address = string, asn = number }))
}

data "aws_ami" "linux" {
  most_recent = true
  owners      = ["amazon"]
  filter {
    name   = "name"
    values = ["al2023-ami-2023.*-kernel-6.1-x86_64"]
  }
}

resource "aws_ec2_transit_gateway" "main" {
  description                     = "Main ${var.suffix}"
  amazon_side_asn                 = var.asn
  default_route_table_association = "disable"
  default_route_table_propagation = "disable"
  tags                            = { Name = "main-${var.suffix}" }
}

resource "aws_ec2_transit_gateway_route_table" "this" {
  for_each           = toset(var.tables)
  transit_gateway_id = aws_ec2_transit_gateway.main.id
  tags               = { Name = "${each.key}-${var.suffix}" }
}

locals {
  propagations = merge([
    for name, vpc in var.vpcs : {
      for table in vpc.into : "${name} ${table}" => { from = name, table = table }
    }
  ]...)
  announcements = {
    for pair in setproduct(keys(var.routers), var.tables) :
    "${pair[0]} ${pair[1]}" => { from = pair[0], table = pair[1] }
  }
}

# The VPCs

module "vpc" {
  for_each           = var.vpcs
  source             = "../../modules/zoned-vpc"
  name               = "${each.key}-${var.suffix}"
  cidr               = each.value.cidr
  region             = var.region
  ami                = data.aws_ami.linux.id
  transit_gateway_id = aws_ec2_transit_gateway.main.id
  takes              = { "tcp/443" = "0.0.0.0/0" }
}

resource "aws_ec2_transit_gateway_route_table_association" "vpc" {
  for_each                       = var.vpcs
  transit_gateway_attachment_id  = module.vpc[each.key].attachment_id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.this[each.value.table].id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "vpc" {
  for_each                       = local.propagations
  transit_gateway_attachment_id  = module.vpc[each.value.from].attachment_id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.this[each.value.table].id
}

# The routers

resource "aws_customer_gateway" "this" {
  for_each   = var.routers
  bgp_asn    = each.value.asn
  ip_address = each.value.address
  type       = "ipsec.1"
  tags       = { Name = each.key }
}

resource "aws_vpn_connection" "this" {
  for_each            = var.routers
  customer_gateway_id = aws_customer_gateway.this[each.key].id
  transit_gateway_id  = aws_ec2_transit_gateway.main.id
  type                = "ipsec.1"
  tags                = { Name = each.key }
}

resource "aws_ec2_transit_gateway_route_table_association" "router" {
  for_each                       = var.routers
  transit_gateway_attachment_id  = aws_vpn_connection.this[each.key].transit_gateway_attachment_id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.this["core"].id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "router" {
  for_each                       = local.announcements
  transit_gateway_attachment_id  = aws_vpn_connection.this[each.value.from].transit_gateway_attachment_id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.this[each.value.table].id
}

output "transit_gateway_id" {
  value = aws_ec2_transit_gateway.main.id
}

output "table_ids" {
  value = { for name, each in aws_ec2_transit_gateway_route_table.this : name => each.id }
}
