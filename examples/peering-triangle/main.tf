# Three VPCs in two accounts and two Regions, each peered with the other two:
#
#        web 10.1.0.0/16 ────────── orders 10.2.0.0/16
#     111111111111, us-east-1     222222222222, us-east-1
#                 \                   /
#                  \                 /
#               ledger 10.3.0.0/16
#            111111111111, eu-west-1
#
# web speaks HTTPS to orders and to nobody else; orders speaks HTTPS to ledger; ledger answers
# web too, but no rule of its group lets web in. The whole matrix is in matrix.txt.

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

variable "shop_account" {
  type    = string
  default = "111111111111"
}

variable "orders_account" {
  type    = string
  default = "222222222222"
}

provider "aws" {
  region     = "us-east-1"
  access_key = var.shop_account
  secret_key = "any"
  endpoints {
    ec2 = var.endpoint
    sts = var.endpoint
  }
}

provider "aws" {
  alias      = "orders"
  region     = "us-east-1"
  access_key = var.orders_account
  secret_key = "any"
  endpoints {
    ec2 = var.endpoint
    sts = var.endpoint
  }
}

provider "aws" {
  alias      = "ireland"
  region     = "eu-west-1"
  access_key = var.shop_account
  secret_key = "any"
  endpoints {
    ec2 = var.endpoint
    sts = var.endpoint
  }
}

module "web" {
  source     = "./site"
  name       = "web"
  cidr       = "10.1.0.0/16"
  https_from = {}
  routes = {
    orders = { cidr = "10.2.0.0/16", peering = aws_vpc_peering_connection.web_orders.id }
    ledger = { cidr = "10.3.0.0/16", peering = aws_vpc_peering_connection.web_ledger.id }
  }
}

module "orders" {
  source     = "./site"
  providers  = { aws = aws.orders }
  name       = "orders"
  cidr       = "10.2.0.0/16"
  https_from = { web = "10.1.0.0/16" }
  routes = {
    web    = { cidr = "10.1.0.0/16", peering = aws_vpc_peering_connection.web_orders.id }
    ledger = { cidr = "10.3.0.0/16", peering = aws_vpc_peering_connection.orders_ledger.id }
  }
}

module "ledger" {
  source     = "./site"
  providers  = { aws = aws.ireland }
  name       = "ledger"
  cidr       = "10.3.0.0/16"
  https_from = { orders = "10.2.0.0/16" }
  routes = {
    web    = { cidr = "10.1.0.0/16", peering = aws_vpc_peering_connection.web_ledger.id }
    orders = { cidr = "10.2.0.0/16", peering = aws_vpc_peering_connection.orders_ledger.id }
  }
}

# web – orders: another account, the same Region.
resource "aws_vpc_peering_connection" "web_orders" {
  vpc_id        = module.web.vpc_id
  peer_vpc_id   = module.orders.vpc_id
  peer_owner_id = var.orders_account
  tags          = { Name = "web-orders", Side = "requester" }
}

resource "aws_vpc_peering_connection_accepter" "web_orders" {
  provider                  = aws.orders
  vpc_peering_connection_id = aws_vpc_peering_connection.web_orders.id
  auto_accept               = true
  tags                      = { Name = "web-orders", Side = "accepter" }
}

# web – ledger: the same account, another Region.
resource "aws_vpc_peering_connection" "web_ledger" {
  vpc_id      = module.web.vpc_id
  peer_vpc_id = module.ledger.vpc_id
  peer_region = "eu-west-1"
  tags        = { Name = "web-ledger", Side = "requester" }
}

resource "aws_vpc_peering_connection_accepter" "web_ledger" {
  provider                  = aws.ireland
  vpc_peering_connection_id = aws_vpc_peering_connection.web_ledger.id
  auto_accept               = true
  tags                      = { Name = "web-ledger", Side = "accepter" }
}

# orders – ledger: another account and another Region.
resource "aws_vpc_peering_connection" "orders_ledger" {
  provider      = aws.orders
  vpc_id        = module.orders.vpc_id
  peer_vpc_id   = module.ledger.vpc_id
  peer_owner_id = var.shop_account
  peer_region   = "eu-west-1"
  tags          = { Name = "orders-ledger", Side = "requester" }
}

resource "aws_vpc_peering_connection_accepter" "orders_ledger" {
  provider                  = aws.ireland
  vpc_peering_connection_id = aws_vpc_peering_connection.orders_ledger.id
  auto_accept               = true
  tags                      = { Name = "orders-ledger", Side = "accepter" }
}

output "instances" {
  value = {
    web    = module.web.instance_id
    orders = module.orders.instance_id
    ledger = module.ledger.instance_id
  }
}
