# A hub between AWS and two offices, and a lab beside it. Seoul comes to the hub by Direct Connect, with
# a VPN behind it, and to the lab by a second virtual interface on the same connection, with nothing
# behind it. Busan comes to the lab alone, by a VPN with a static route; the lab's gateway leads from
# office to office only what BGP told it, so that Busan and Seoul do not meet there.
#
#     app 10.1.0.0/16     data 10.2.0.0/16              lab 10.9.0.0/16
#              \               /                              |
#             transit gateway, one table             virtual private gateway
#              /               \                     /                \
#     VPN attachment     Direct Connect gateway      |             static VPN
#         (BGP)            transit interface   private interface       |
#              \               /                    /                  |
#               seoul 192.168.0.0/16 ---------------           busan 172.20.0.0/16
#
# AWS has no API for the offices themselves: the output "sites" is what `PUT /_culvert/sites/NAME`
# takes. The whole matrix is in matrix.txt.

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

variable "endpoint" {
  description = "Where Culvert listens"
  type        = string
  default     = "http://127.0.0.1:4566"
}

provider "aws" {
  region     = "ap-northeast-2"
  access_key = "111111111111"
  secret_key = "any"
  endpoints {
    ec2           = var.endpoint
    sts           = var.endpoint
    directconnect = var.endpoint
  }
}

locals {
  spokes = { app = "10.1.0.0/16", data = "10.2.0.0/16" }
  seoul  = "192.168.0.0/16"
  busan  = "172.20.0.0/16"
}

# The hub

resource "aws_ec2_transit_gateway" "hub" {
  description                     = "Hub between AWS and Seoul"
  amazon_side_asn                 = 64512
  default_route_table_association = "disable"
  default_route_table_propagation = "disable"
  tags                            = { Name = "hub" }
}

module "spoke" {
  for_each           = local.spokes
  source             = "../modules/spoke"
  name               = each.key
  cidr               = each.value
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
  routes             = ["10.0.0.0/8", local.seoul]
}

resource "aws_vpc_security_group_ingress_rule" "from_seoul" {
  for_each          = local.spokes
  security_group_id = module.spoke[each.key].security_group_id
  cidr_ipv4         = local.seoul
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_ec2_transit_gateway_route_table" "hub" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
  tags               = { Name = "hub" }
}

locals {
  attachments = merge(
    { for name, spoke in module.spoke : name => spoke.attachment_id },
    {
      vpn            = aws_vpn_connection.seoul.transit_gateway_attachment_id
      direct_connect = data.aws_ec2_transit_gateway_dx_gateway_attachment.seoul.id
    }
  )
}

resource "aws_ec2_transit_gateway_route_table_association" "hub" {
  for_each                       = toset(["app", "data", "vpn", "direct_connect"])
  transit_gateway_attachment_id  = local.attachments[each.key]
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "hub" {
  for_each                       = toset(["app", "data", "vpn", "direct_connect"])
  transit_gateway_attachment_id  = local.attachments[each.key]
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub.id
}

# Seoul by Direct Connect

resource "aws_dx_connection" "seoul" {
  name      = "seoul"
  bandwidth = "1Gbps"
  location  = "KINX1"
}

resource "aws_dx_gateway" "seoul" {
  name            = "seoul"
  amazon_side_asn = "64600"
}

resource "aws_dx_gateway_association" "hub" {
  dx_gateway_id         = aws_dx_gateway.seoul.id
  associated_gateway_id = aws_ec2_transit_gateway.hub.id
  allowed_prefixes      = ["10.1.0.0/16", "10.2.0.0/16"]
}

data "aws_ec2_transit_gateway_dx_gateway_attachment" "seoul" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
  dx_gateway_id      = aws_dx_gateway_association.hub.dx_gateway_id
}

resource "aws_dx_transit_virtual_interface" "seoul" {
  connection_id  = aws_dx_connection.seoul.id
  dx_gateway_id  = aws_dx_gateway.seoul.id
  name           = "seoul"
  vlan           = 101
  address_family = "ipv4"
  bgp_asn        = 65010
  mtu            = 8500
  tags           = { Name = "seoul" }
}

# By VPN, where Direct Connect fails

resource "aws_customer_gateway" "seoul" {
  bgp_asn    = 65010
  ip_address = "203.0.113.10"
  type       = "ipsec.1"
  tags       = { Name = "seoul" }
}

resource "aws_vpn_connection" "seoul" {
  customer_gateway_id = aws_customer_gateway.seoul.id
  transit_gateway_id  = aws_ec2_transit_gateway.hub.id
  type                = "ipsec.1"
  tags                = { Name = "seoul" }
}

# The lab, which the hub knows nothing of

resource "aws_vpc" "lab" {
  cidr_block = "10.9.0.0/16"
  tags       = { Name = "lab" }
}

resource "aws_subnet" "lab" {
  vpc_id     = aws_vpc.lab.id
  cidr_block = "10.9.1.0/24"
  tags       = { Name = "lab" }
}

resource "aws_route_table" "lab" {
  vpc_id = aws_vpc.lab.id
  tags   = { Name = "lab" }
}

resource "aws_route_table_association" "lab" {
  subnet_id      = aws_subnet.lab.id
  route_table_id = aws_route_table.lab.id
}

resource "aws_security_group" "lab" {
  name        = "lab"
  description = "HTTPS from the offices and the hub"
  vpc_id      = aws_vpc.lab.id
  tags        = { Name = "lab" }
}

resource "aws_vpc_security_group_ingress_rule" "lab" {
  for_each          = toset(["10.0.0.0/8", local.seoul, local.busan])
  security_group_id = aws_security_group.lab.id
  cidr_ipv4         = each.value
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "lab" {
  security_group_id = aws_security_group.lab.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}

data "aws_ami" "linux" {
  most_recent = true
  owners      = ["amazon"]
  filter {
    name   = "name"
    values = ["al2023-ami-2023.*-kernel-6.1-x86_64"]
  }
}

resource "aws_instance" "lab" {
  ami                    = data.aws_ami.linux.id
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.lab.id
  vpc_security_group_ids = [aws_security_group.lab.id]
  tags                   = { Name = "lab" }
}

resource "aws_vpn_gateway" "lab" {
  vpc_id = aws_vpc.lab.id
  tags   = { Name = "lab" }
}

resource "aws_vpn_gateway_route_propagation" "lab" {
  vpn_gateway_id = aws_vpn_gateway.lab.id
  route_table_id = aws_route_table.lab.id
}

# Seoul into the lab, by the same Direct Connect

resource "aws_dx_private_virtual_interface" "lab" {
  connection_id  = aws_dx_connection.seoul.id
  vpn_gateway_id = aws_vpn_gateway.lab.id
  name           = "lab"
  vlan           = 102
  address_family = "ipv4"
  bgp_asn        = 65010
  tags           = { Name = "lab" }
}

# Busan into the lab, by a static VPN

resource "aws_customer_gateway" "busan" {
  bgp_asn    = 65020
  ip_address = "203.0.113.20"
  type       = "ipsec.1"
  tags       = { Name = "busan" }
}

resource "aws_vpn_connection" "busan" {
  customer_gateway_id = aws_customer_gateway.busan.id
  vpn_gateway_id      = aws_vpn_gateway.lab.id
  type                = "ipsec.1"
  static_routes_only  = true
  tags                = { Name = "busan" }
}

resource "aws_vpn_connection_route" "busan" {
  vpn_connection_id      = aws_vpn_connection.busan.id
  destination_cidr_block = local.busan
}

output "instances" {
  value = merge(
    { for name, spoke in module.spoke : name => spoke.instance_id },
    { lab = aws_instance.lab.id }
  )
}

output "sites" {
  description = "What the offices' routers are connected to, in the form that `PUT /_culvert/sites/NAME` takes"
  value = {
    seoul = {
      asn              = 65010
      prefixes         = [local.seoul]
      customerGateways = [aws_customer_gateway.seoul.id]
      virtualInterfaces = [
        aws_dx_transit_virtual_interface.seoul.id,
        aws_dx_private_virtual_interface.lab.id,
      ]
    }
    busan = {
      asn              = 65020
      prefixes         = [local.busan]
      customerGateways = [aws_customer_gateway.busan.id]
      staticRoutes     = [{ destination = "10.9.0.0/16", via = aws_vpn_connection.busan.id }]
    }
  }
}

output "links" {
  value = {
    connection        = aws_dx_connection.seoul.id
    transit_interface = aws_dx_transit_virtual_interface.seoul.id
    private_interface = aws_dx_private_virtual_interface.lab.id
    seoul_vpn         = aws_vpn_connection.seoul.id
    busan_vpn         = aws_vpn_connection.busan.id
  }
}
