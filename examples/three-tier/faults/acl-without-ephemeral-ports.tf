# The answers of a database go to the port that the client took for itself, not to 5432.
resource "aws_network_acl_rule" "data_out" {
  from_port = 5432
  to_port   = 5432
}
