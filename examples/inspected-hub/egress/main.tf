# The egress VPC: in each zone a NAT gateway, which the transit gateway's subnet leads all to, and
# whose own subnet leads the answers back to the transit gateway.

terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

variable "cidr" {
  type = string
}

variable "region" {
  type = string
}

variable "zones" {
  type = list(string)
}

variable "network" {
  description = "What is behind the transit gateway"
  type        = string
}

variable "transit_gateway_id" {
  type = string
}

locals {
  zones = { for number, zone in var.zones : zone => number }
}

resource "aws_vpc" "this" {
  cidr_block = var.cidr
  tags       = { Name = "central-egress" }
}

resource "aws_internet_gateway" "this" {
  vpc_id = aws_vpc.this.id
  tags   = { Name = "egress" }
}

resource "aws_subnet" "public" {
  for_each          = local.zones
  vpc_id            = aws_vpc.this.id
  cidr_block        = cidrsubnet(var.cidr, 3, each.value)
  availability_zone = "${var.region}${each.key}"
  tags              = { Name = "egress-${each.key}" }
}

resource "aws_subnet" "transit" {
  for_each          = local.zones
  vpc_id            = aws_vpc.this.id
  cidr_block        = cidrsubnet(var.cidr, 3, 4 + each.value)
  availability_zone = "${var.region}${each.key}"
  tags              = { Name = "egress-${each.key}-transit" }
}

resource "aws_ec2_transit_gateway_vpc_attachment" "this" {
  transit_gateway_id                              = var.transit_gateway_id
  vpc_id                                          = aws_vpc.this.id
  subnet_ids                                      = [for each in aws_subnet.transit : each.id]
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false
  tags                                            = { Name = "egress" }
}

resource "aws_eip" "nat" {
  for_each   = local.zones
  domain     = "vpc"
  depends_on = [aws_internet_gateway.this]
}

resource "aws_nat_gateway" "this" {
  for_each      = aws_subnet.public
  subnet_id     = each.value.id
  allocation_id = aws_eip.nat[each.key].id
  tags          = { Name = "egress-${each.key}" }
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.this.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.this.id
  }
  route {
    cidr_block         = var.network
    transit_gateway_id = aws_ec2_transit_gateway_vpc_attachment.this.transit_gateway_id
  }
  tags = { Name = "egress" }
}

resource "aws_route_table_association" "public" {
  for_each       = aws_subnet.public
  subnet_id      = each.value.id
  route_table_id = aws_route_table.public.id
}

resource "aws_route_table" "transit" {
  for_each = aws_nat_gateway.this
  vpc_id   = aws_vpc.this.id
  route {
    cidr_block     = "0.0.0.0/0"
    nat_gateway_id = each.value.id
  }
  tags = { Name = "egress-${each.key}-transit" }
}

resource "aws_route_table_association" "transit" {
  for_each       = aws_subnet.transit
  subnet_id      = each.value.id
  route_table_id = aws_route_table.transit[each.key].id
}

output "attachment_id" {
  value = aws_ec2_transit_gateway_vpc_attachment.this.id
}
