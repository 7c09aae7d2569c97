# An account's transit gateway in a Region: one table, which all of its VPCs use and fill.

terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

variable "name" {
  type = string
}

variable "vpcs" {
  description = "The ranges of the VPCs, by name"
  type        = map(string)
}

resource "aws_ec2_transit_gateway" "this" {
  description                     = var.name
  default_route_table_association = "disable"
  default_route_table_propagation = "disable"
  tags                            = { Name = var.name }
}

resource "aws_ec2_transit_gateway_route_table" "this" {
  transit_gateway_id = aws_ec2_transit_gateway.this.id
  tags               = { Name = var.name }
}

module "vpc" {
  for_each           = var.vpcs
  source             = "../../modules/spoke"
  name               = each.key
  cidr               = each.value
  transit_gateway_id = aws_ec2_transit_gateway.this.id
}

resource "aws_ec2_transit_gateway_route_table_association" "this" {
  for_each                       = var.vpcs
  transit_gateway_attachment_id  = module.vpc[each.key].attachment_id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.this.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "this" {
  for_each                       = var.vpcs
  transit_gateway_attachment_id  = module.vpc[each.key].attachment_id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.this.id
}

output "transit_gateway_id" {
  value = aws_ec2_transit_gateway.this.id
}

output "route_table_id" {
  value = aws_ec2_transit_gateway_route_table.this.id
}

output "attachment_ids" {
  value = { for name, vpc in module.vpc : name => vpc.attachment_id }
}
